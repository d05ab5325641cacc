package dev.hansard.query.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.json.Json;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.edge.access.Credential;
import dev.hansard.edge.access.Credentials;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is read of what is remembered of users. */
@ResourceLock(RunningQueryService.SHARED)
@DisplayNameGeneration(ReplaceUnderscores.class)
class UserQueriesTest {

    private final Tenant tenant = RunningQueryService.tenant("remembering");
    private final Tenant other = RunningQueryService.tenant("another-tenant");

    @Test
    void a_profile_shows_its_own_version() {
        tenant.session("of-ann", "ann");
        tenant.user("ann", profile("{\"b\":\"01\",\"a\":1.10,\"n\":null}"));
        tenant.user("ann", state("k", "1", null));

        var answer = tenant.get("/v1/users/ann/profile").ok();

        assertThat(answer.body())
                .isEqualTo(
                        "{\"userId\":\"ann\",\"profile\":{\"b\":\"01\",\"a\":1.10,\"n\":null},"
                                + "\"version\":2}");
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.position()).isGreaterThanOrEqualTo(tenant.written());
        assertThat(tenant.get("/v1/users/ann/profile", "If-None-Match", "\"2\"").status())
                .isEqualTo(304);
    }

    @Test
    void a_removed_profile_and_one_that_never_was_are_not_there() {
        tenant.user("ben", profile("{}"));
        tenant.user("ben", new ProfileRemoved());

        tenant.get("/v1/users/ben/profile").refused(404, "not-found");
        tenant.get("/v1/users/nobody/profile").refused(404, "not-found");
        tenant.user("ben", profile("{\"again\":1}"));
        assertThat(tenant.get("/v1/users/ben/profile").ok().header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void a_key_is_gone_for_every_reader_at_its_instant() {
        tenant.user("tia", state("lasting", "{\"z\":1e400,\"a\":\"1\"}", null));
        tenant.user("tia", state("brief", "1", now().plusSeconds(30)));

        assertThat(tenant.get("/v1/users/tia/state/brief").ok().body())
                .isEqualTo(
                        "{\"key\":\"brief\",\"value\":1,\"expiresAt\":\"%s\"}"
                                .formatted(now().plusSeconds(30)));
        assertThat(tenant.get("/v1/users/tia/state/lasting").ok().header("ETag"))
                .isEqualTo("\"1\"");
        var all = tenant.get("/v1/users/tia/state").ok();
        assertThat(all.body())
                .startsWith("{\"data\":[{\"key\":\"brief\",")
                .endsWith("{\"key\":\"lasting\",\"value\":{\"z\":1e400,\"a\":\"1\"}}]}");
        assertThat(all.header("ETag")).isEqualTo("\"2\"");

        RunningQueryService.CLOCK.move(Duration.ofSeconds(30).minusNanos(1_000));
        tenant.get("/v1/users/tia/state/brief").ok();
        RunningQueryService.CLOCK.move(Duration.ofNanos(1_000));
        tenant.get("/v1/users/tia/state/brief").refused(404, "not-found");
        assertThat(tenant.get("/v1/users/tia/state", "If-None-Match", "\"2\"").ok().each("key"))
                .containsExactly("lasting");
    }

    @Test
    void removed_and_expired_keys_are_not_there() {
        tenant.user("kim", state("removed", "1", null));
        tenant.user("kim", state("expired", "1", now().plusSeconds(3600)));
        tenant.user("kim", new UserStateRemoved("removed"));
        tenant.user("kim", new UserStateExpired("expired"));

        tenant.get("/v1/users/kim/state/removed").refused(404, "not-found");
        tenant.get("/v1/users/kim/state/expired").refused(404, "not-found");
        tenant.get("/v1/users/kim/state/never").refused(404, "not-found");
        assertThat(tenant.get("/v1/users/kim/state").ok().body()).isEqualTo("{\"data\":[]}");
    }

    @Test
    void a_user_of_whom_nothing_is_known_has_no_state() {
        var answer = tenant.get("/v1/users/nobody/state").ok();

        assertThat(answer.body()).isEqualTo("{\"data\":[]}");
        assertThat(answer.header("ETag")).isNull();
    }

    @Test
    void a_user_of_another_tenant_is_another_one() {
        tenant.user("lea", profile("{}"));
        tenant.user("lea", state("k", "1", null));

        other.get("/v1/users/lea/profile").refused(404, "not-found");
        other.get("/v1/users/lea/state/k").refused(404, "not-found");
        assertThat(other.get("/v1/users/lea/state").ok().each("key")).isEmpty();
    }

    @Test
    void the_current_session_is_found_behind_what_is_remembered() {
        tenant.session("of-mia", "mia");
        tenant.user("mia", profile("{}"));
        tenant.user("mia", state("k", "1", null));

        assertThat(tenant.get("/v1/users/mia/session").ok().<String>at("$.sessionId"))
                .isEqualTo("of-mia");
    }

    @Test
    void ids_are_checked_and_a_position_that_is_not_there_is_waited_for() {
        tenant.get("/v1/users/.x/profile").refused(422, "invalid-request");
        tenant.get("/v1/users/x/state/" + "k".repeat(129)).refused(422, "invalid-request");
        String ahead = String.valueOf(tenant.written() + 1_000);
        for (String path : List.of("profile", "state", "state/k")) {
            tenant.getAsIs(
                            "/v1/users/ann/" + path,
                            "Hansard-Min-Position",
                            ahead,
                            "Prefer",
                            "wait=0")
                    .refused(503, "read-model-behind");
        }
    }

    @Test
    void another_user_is_not_there_for_a_credential_that_is_bound_to_one() {
        Credentials keys = user -> new Credential("key", AccessRole.READER, "acme", user);
        try (var database = TestDatabase.create();
                var service =
                        RunningQueryService.on(
                                database,
                                RunningQueryService.CLOCK,
                                Map.of("keys", keys),
                                "--hansard.admin-key=any")) {
            var log = new LogWriter(database.dataSource(), RunningQueryService.CLOCK);
            var acme = new Tenant("acme", log, service);
            acme.user("ann", profile("{}"));
            acme.user("ann", state("k", "1", null));
            acme.put("shared", "k", "1", null);

            for (String path : List.of("profile", "state", "state/k")) {
                acme.get("/v1/users/ann/" + path, "Authorization", "Bearer ann").ok();
                acme.get("/v1/users/ann/" + path, "Authorization", "Bearer bob")
                        .refused(404, "not-found");
            }
            acme.get("/v1/tables/shared/k", "Authorization", "Bearer bob").ok();
        }
    }

    private static ProfileSet profile(String json) {
        return new ProfileSet(Json.trusted(json));
    }

    private static UserStateSet state(String key, String value, Instant expiresAt) {
        return new UserStateSet(key, expiresAt, Json.trusted(value));
    }

    private static Instant now() {
        return RunningQueryService.CLOCK.instant();
    }
}
