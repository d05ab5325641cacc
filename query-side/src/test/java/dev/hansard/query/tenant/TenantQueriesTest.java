package dev.hansard.query.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.AllowList.Mode;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.api.tenant.TenantEvent.AllowListSet;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.api.tenant.TenantEvent.KeyRevoked;
import dev.hansard.api.tenant.TenantEvent.SettingsSet;
import dev.hansard.api.tenant.TenantEvent.TenantErased;
import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.edge.access.ApiKey;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.Answer;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A query service that asks for a key, while a command service makes and revokes keys. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TenantQueriesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T09:00:00Z");
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SettableClock CLOCK = new SettableClock(NOW);
    private static final LogWriter LOG = new LogWriter(DATABASE.dataSource(), CLOCK);

    private static RunningQueryService service;

    @BeforeAll
    static void start() {
        service = RunningQueryService.on(DATABASE, CLOCK, "--hansard.admin-key=root");
    }

    @AfterAll
    static void stop() {
        service.close();
        DATABASE.close();
    }

    @Test
    void an_admin_sees_the_keys_of_its_tenant_and_when_each_was_used() {
        ApiKey admin = make("listed", AccessRole.ADMIN, null, null);
        ApiKey bound = make("listed", AccessRole.READER, "ann", null);
        make("another", AccessRole.AGENT, null, null);
        ApiKey operators = make(StoreTenant.NAME, AccessRole.OPERATOR, null, null);

        Answer keys = get("/v1/admin/keys", admin.text()).ok();

        assertThat(keys.each("id")).containsExactly(admin.id(), bound.id());
        assertThat(keys.body())
                .contains(
                        "{\"id\":\"%s\",\"tenant\":\"listed\",\"role\":\"admin\",\"name\":\"bot\",\"createdAt\":\"2026-01-01T09:00:00Z\",\"lastUsedAt\":\"2026-01-01T09:00:00Z\"}"
                                .formatted(admin.id()))
                .contains("\"role\":\"reader\",\"name\":\"bot\",\"userId\":\"ann\"")
                .doesNotContain("hash", admin.text().substring(24));
        Answer first = get("/v1/admin/keys?limit=1", admin.text()).ok();
        assertThat(first.each("id")).containsExactly(admin.id());
        assertThat(get("/v1/admin/keys?limit=1&after=" + first.next(), admin.text()).each("id"))
                .containsExactly(bound.id());
        Answer newest = get("/v1/admin/keys?limit=1&order=desc", admin.text()).ok();
        assertThat(newest.each("id")).containsExactly(bound.id());
        assertThat(
                        get(
                                        "/v1/admin/keys?limit=1&order=desc&after=" + newest.next(),
                                        admin.text())
                                .each("id"))
                .containsExactly(admin.id());
        assertThat(get("/v1/admin/keys", operators.text(), "Hansard-Tenant", "listed").each("id"))
                .contains(admin.id(), bound.id(), operators.id());
        assertThat(get("/v1/admin/keys/" + bound.id(), admin.text()).ok().<String>at("$.userId"))
                .isEqualTo("ann");
        get("/v1/admin/keys/" + operators.id(), admin.text()).refused(404, "not-found");
        get("/v1/admin/keys/" + operators.id(), "root").ok();
        get("/v1/admin/keys", bound.text()).refused(403, "forbidden");
    }

    @Test
    void a_key_that_is_revoked_or_over_is_not_there_and_opens_nothing() {
        ApiKey admin = make("gone", AccessRole.ADMIN, null, null);
        ApiKey revoked = make("gone", AccessRole.READER, null, null);
        ApiKey over = make("gone", AccessRole.READER, null, CLOCK.instant().plusSeconds(60));
        get("/v1/stats/sessions", revoked.text()).ok();
        get("/v1/stats/sessions", over.text()).ok();

        append("gone", new KeyRevoked(revoked.id()));
        CLOCK.move(Duration.ofMinutes(1));

        await().untilAsserted(
                        () ->
                                get("/v1/stats/sessions", revoked.text())
                                        .refused(401, "unauthorized"));
        get("/v1/stats/sessions", over.text()).refused(401, "unauthorized");
        assertThat(get("/v1/admin/keys", admin.text()).each("id")).containsExactly(admin.id());
        get("/v1/admin/keys/" + over.id(), admin.text()).refused(404, "not-found");
    }

    @Test
    void a_key_that_was_made_a_moment_ago_is_known_at_its_first_use() {
        for (int i = 0; i < 20; i++) {
            get("/v1/stats/sessions", make("new", AccessRole.READER, null, null).text()).ok();
        }
    }

    @Test
    void the_list_of_users_is_read_and_kept_to() {
        ApiKey admin = make("walled", AccessRole.ADMIN, null, null);
        assertThat(get("/v1/admin/allowed-users", "root", "Hansard-Tenant", "unknown").ok().body())
                .isEqualTo("{\"mode\":\"everyone\",\"users\":[]}");
        long written = append("walled", new AllowListSet(Mode.LISTED, List.of("ann")));

        Answer list =
                get("/v1/admin/allowed-users", admin.text(), "Hansard-Min-Position", "" + written)
                        .ok();

        assertThat(list.body()).isEqualTo("{\"mode\":\"listed\",\"users\":[\"ann\"]}");
        assertThat(list.header("ETag")).isEqualTo("\"2\"");
        assertThat(list.position()).isGreaterThanOrEqualTo(written);
        get("/v1/users/ann/messages", admin.text()).ok();
        get("/v1/users/eve/messages", admin.text()).refused(403, "user-not-allowed");
        get("/v1/sessions?userId=eve", admin.text()).refused(403, "user-not-allowed");
        get("/v1/audit/events?userId=eve", admin.text()).ok();
    }

    @Test
    void the_settings_are_read_as_they_were_set_and_as_they_are_in_effect() {
        ApiKey admin = make("set", AccessRole.ADMIN, null, null);
        ApiKey agent = make("set", AccessRole.AGENT, null, null);
        String before = get("/v1/admin/settings", admin.text()).ok().body();
        long written =
                append(
                        "set",
                        new SettingsSet(
                                new TenantSettings(
                                        Map.of(Lifetime.RESULT, Ttl.NEVER),
                                        Map.of(TenantLimit.MESSAGE, 100))));

        Answer settings =
                get("/v1/admin/settings", admin.text(), "Hansard-Min-Position", "" + written).ok();

        assertThat(before)
                .startsWith(
                        "{\"ttl\":{},\"limits\":{},\"inEffect\":{\"ttl\":{\"session\":\"PT1H\",")
                .contains("\"result\":\"PT5M\"},\"limits\":{\"message\":1048576,");
        assertThat(settings.body())
                .startsWith("{\"ttl\":{\"result\":\"never\"},\"limits\":{\"message\":100},")
                .contains("\"inEffect\":{\"ttl\":{\"session\":\"PT1H\",\"conversation\":\"PT24H\",")
                .contains("\"result\":\"never\"},\"limits\":{\"message\":100,");
        assertThat(settings.header("ETag")).isEqualTo("\"3\"");
        assertThat(settings.position()).isGreaterThanOrEqualTo(written);
        assertThat(get("/v1/admin/settings", "root", "Hansard-Tenant", "unknown").ok().body())
                .isEqualTo(before);
        get("/v1/admin/settings", agent.text()).refused(403, "forbidden");
    }

    @Test
    void of_a_tenant_that_was_erased_no_table_and_no_answer_has_anything() {
        ApiKey admin = make("left", AccessRole.ADMIN, null, null);
        fill("left");
        fill("stays");
        get("/v1/conversations", admin.text()).ok();

        long erased = append("left", new TenantErased());

        String[] seen = {"Hansard-Tenant", "left", "Hansard-Min-Position", "" + erased};
        get("/v1/audit/events", "root", seen).ok();
        get("/v1/admin/keys", admin.text()).refused(401, "unauthorized");
        for (String path :
                List.of(
                        "/v1/conversations",
                        "/v1/users/ann/messages",
                        "/v1/sessions/desk-left",
                        "/v1/tables/fares",
                        "/v1/results/stats",
                        "/v1/admin/keys",
                        "/v1/stream")) {
            get(path, "root", seen).refused(410, "erased");
        }
        await().untilAsserted(
                        () -> {
                            assertThat(rowsOf("left")).containsOnly(0L);
                            assertThat(rowsOf("stays")).doesNotContain(0L);
                        });
    }

    private static void fill(String tenant) {
        var written = new Tenant(tenant, LOG, service);
        written.session("desk-" + tenant, "ann");
        written.talk("talk-" + tenant, "ann", "desk-" + tenant).says("hello");
        written.put("fares", "a", "1", null);
        String[] headers = {"Authorization", "Bearer root", "Hansard-Tenant", tenant};
        service.send("PUT", "/v1/results", "{\"agent\":\"a\",\"request\":1,\"output\":2}", headers)
                .is(201);
        service.send("POST", "/v1/audit/verifications", "{}", headers).is(202);
        await().until(() -> rowsOf(tenant).stream().noneMatch(rows -> rows == 0));
    }

    /** How many rows each table has of a tenant; jobs that are over. */
    private static List<Long> rowsOf(String tenant) {
        var jdbc = new JdbcTemplate(DATABASE.dataSource());
        return Stream.of(
                        "conversation_view where tenant = ?",
                        "session_view where tenant = ?",
                        "value_view where id like ? || ' %'",
                        "result where tenant = ?",
                        "job where finished_at is not null and tenant = ?")
                .map(
                        rows ->
                                jdbc.queryForObject(
                                        "select count(*) from " + rows, Long.class, tenant))
                .toList();
    }

    private static ApiKey make(String tenant, AccessRole role, String userId, Instant expiresAt) {
        ApiKey key = ApiKey.make(role == AccessRole.OPERATOR, new SecureRandom());
        append(tenant, new KeyCreated(key.id(), role, "bot", userId, key.hash(), expiresAt, null));
        return key;
    }

    private static long append(String tenant, TenantEvent event) {
        return LOG.append(AggregateId.tenant(tenant), null, null, event);
    }

    private static Answer get(String path, String key, String... headers) {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + key));
        all.addAll(List.of(headers));
        return service.get(path, all.toArray(String[]::new));
    }
}
