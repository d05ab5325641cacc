package dev.hansard.query.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.Answer;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What is read of tables: one entry, entries in the order of their keys, and which there are. */
@ResourceLock(RunningQueryService.SHARED)
@DisplayNameGeneration(ReplaceUnderscores.class)
class TableQueriesTest {

    private final Tenant tenant = RunningQueryService.tenant("tables");
    private final Tenant other = RunningQueryService.tenant("another-tenant");

    @Test
    void an_entry_shows_its_value_as_it_was_put() {
        tenant.put("flights", "LH1", "0", null);
        tenant.put(
                "flights", "LH1", "{\"z\":\"1.10\",\"a\":12345678901234567890,\"n\":null}", null);

        var answer = tenant.get("/v1/tables/flights/LH1").ok();

        assertThat(answer.body())
                .isEqualTo(
                        "{\"key\":\"LH1\",\"value\":{\"z\":\"1.10\",\"a\":12345678901234567890,"
                                + "\"n\":null}}");
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.position()).isGreaterThanOrEqualTo(tenant.written());
        assertThat(tenant.get("/v1/tables/flights").ok().body())
                .isEqualTo("{\"data\":[" + answer.body() + "],\"hasMore\":false,\"next\":null}");
    }

    @Test
    void an_entry_that_was_removed_can_be_put_again() {
        tenant.put("gone", "a", "1", null);
        tenant.put("gone", "b", "2", now().plusSeconds(3600));
        tenant.entry("gone", "a", new EntryRemoved());
        tenant.entry("gone", "b", new EntryExpired());

        tenant.get("/v1/tables/gone/a").refused(404, "not-found");
        tenant.get("/v1/tables/gone/b").refused(404, "not-found");
        tenant.get("/v1/tables/gone/never").refused(404, "not-found");
        assertThat(tenant.get("/v1/tables/gone").ok().each("key")).isEmpty();

        tenant.put("gone", "a", "3", null);
        assertThat(tenant.get("/v1/tables/gone/a").ok().header("ETag")).isEqualTo("\"3\"");
        assertThat(tenant.get("/v1/tables/gone").ok().each("key")).containsExactly("a");
    }

    @Test
    void an_entry_is_gone_for_every_reader_at_its_instant() {
        Tenant timed = RunningQueryService.tenant("timed-tables");
        Instant over = now().plusSeconds(30).plusNanos(1);
        timed.put("offers", "brief", "1", over);
        timed.put("offers", "lasting", "2", null);
        timed.put("only-brief", "k", "3", over);

        assertThat(timed.get("/v1/tables/offers/brief").ok().body())
                .isEqualTo("{\"key\":\"brief\",\"value\":1,\"expiresAt\":\"%s\"}".formatted(over));
        assertThat(timed.get("/v1/tables/offers").ok().body()).contains(over.toString());

        RunningQueryService.CLOCK.move(Duration.ofSeconds(30));
        timed.get("/v1/tables/offers/brief").ok();
        assertThat(timed.get("/v1/tables/offers").ok().each("key"))
                .containsExactly("brief", "lasting");
        RunningQueryService.CLOCK.move(Duration.ofNanos(1));
        timed.get("/v1/tables/offers/brief").refused(404, "not-found");
        assertThat(timed.get("/v1/tables/offers").ok().each("key")).containsExactly("lasting");
        RunningQueryService.CLOCK.move(Duration.ofNanos(999));
        assertThat(timed.get("/v1/tables/offers").ok().each("key")).containsExactly("lasting");
        assertThat(timed.get("/v1/tables").ok().each("table")).containsExactly("offers");
    }

    @Test
    void entries_come_in_the_order_of_their_keys_bytes_page_by_page() {
        List<String> keys =
                List.of(
                        "+", "0-", "0.", "10", "9", "A", "Z", "_", "a", "a+", "a.b", "a0", "a:",
                        "a@", "aa", "b");
        new ArrayList<>(keys).reversed().forEach(key -> tenant.put("ordered", key, "1", null));
        tenant.put("ordered+", "in-another", "1", null);
        tenant.put("ordered.", "in-another", "1", null);
        tenant.put("ordere", "in-another", "1", null);

        assertThat(walk("/v1/tables/ordered?limit=5", "key")).containsExactlyElementsOf(keys);
        assertThat(walk("/v1/tables/ordered?limit=7&order=desc", "key"))
                .containsExactlyElementsOf(keys.reversed());
    }

    @Test
    void tables_come_in_the_order_of_their_names_page_by_page() {
        Tenant many = RunningQueryService.tenant("many-tables");
        List<String> tables = List.of("a", "a+b", "a-b", "a.b", "a0", "ab", "b");
        for (String table : tables.reversed()) {
            many.put(table, "k1", "1", null);
            many.put(table, "k2", "1", null);
        }
        many.put("emptied", "k", "1", null);
        many.entry("emptied", "k", new EntryRemoved());

        assertThat(walk(many, "/v1/tables?limit=2", "table")).containsExactlyElementsOf(tables);
        assertThat(walk(many, "/v1/tables?limit=3&order=desc", "table"))
                .containsExactlyElementsOf(tables.reversed());
    }

    @Test
    void a_table_that_is_not_there_has_no_entries() {
        assertThat(tenant.get("/v1/tables/never").ok().body())
                .isEqualTo("{\"data\":[],\"hasMore\":false,\"next\":null}");
    }

    @Test
    void a_table_of_another_tenant_is_another_one() {
        tenant.put("walls", "k", "1", null);

        other.get("/v1/tables/walls/k").refused(404, "not-found");
        assertThat(other.get("/v1/tables/walls").ok().each("key")).isEmpty();
        assertThat(other.get("/v1/tables").ok().each("table")).doesNotContain("walls");
    }

    @Test
    void a_limit_or_cursor_that_does_not_fit_is_refused() {
        tenant.put("paged", "a", "1", null);
        tenant.put("paged", "b", "1", null);
        String next = tenant.get("/v1/tables/paged?limit=1").ok().next();

        tenant.get("/v1/tables/paged?limit=0").refused(422, "invalid-request");
        tenant.get("/v1/tables/paged?limit=1001").refused(422, "invalid-request");
        tenant.get("/v1/tables/paged?after=x").refused(422, "invalid-request");
        tenant.get("/v1/tables/other?after=" + next).refused(422, "invalid-request");
        tenant.get("/v1/tables/paged?order=desc&after=" + next).refused(422, "invalid-request");
        tenant.get("/v1/tables/paged?after=" + forged(next)).refused(422, "invalid-request");
        tenant.get("/v1/tables/" + "t".repeat(129)).refused(422, "invalid-request");
    }

    @Test
    void a_position_that_is_not_there_is_waited_for() {
        String ahead = "1000000000000";
        for (String path : List.of("/v1/tables", "/v1/tables/t", "/v1/tables/t/k")) {
            tenant.getAsIs(path, "Hansard-Min-Position", ahead, "Prefer", "wait=0")
                    .refused(503, "read-model-behind");
        }
    }

    @Test
    void a_service_that_starts_late_and_has_no_memory_to_spare_reads_the_same() {
        try (var database = TestDatabase.create()) {
            var log = new LogWriter(database.dataSource(), RunningQueryService.CLOCK);
            Tenant writer = new Tenant("default", log, null);
            for (int i = 0; i < 300; i++) {
                // All in one batch of the table: most go and come back in it.
                String key = "k" + i % 50;
                writer.put("t", key, "{\"n\":" + i + "}", null);
                if (i % 3 == 0) {
                    writer.entry("t", key, new EntryRemoved());
                }
            }
            List<String> left = new ArrayList<>();
            for (int i = 250; i < 300; i++) {
                if (i % 3 != 0) {
                    left.add("{\"key\":\"k%d\",\"value\":{\"n\":%d}}".formatted(i % 50, i));
                }
            }
            left.sort(null);
            try (var service =
                    RunningQueryService.on(
                            database,
                            RunningQueryService.CLOCK,
                            "--hansard.value-cache.entries-weight=3KB")) {
                var cold = new Tenant("default", log, service);
                String page = cold.get("/v1/tables/t?limit=100", "Prefer", "wait=20").ok().body();
                assertThat(page)
                        .isEqualTo(
                                "{\"data\":["
                                        + String.join(",", left)
                                        + "],\"hasMore\":false,\"next\":null}");
                for (String entry : left) {
                    String key = entry.substring(8, entry.indexOf('"', 8));
                    assertThat(cold.get("/v1/tables/t/" + key).ok().body()).isEqualTo(entry);
                }
                cold.get("/v1/tables/t/k2").refused(404, "not-found");
            }
        }
    }

    private List<String> walk(String path, String field) {
        return walk(tenant, path, field);
    }

    private static List<String> walk(Tenant tenant, String path, String field) {
        List<String> all = new ArrayList<>();
        Answer answer = tenant.get(path).ok();
        all.addAll(answer.each(field));
        while (answer.<Boolean>at("$.hasMore")) {
            answer = tenant.get(path + "&after=" + answer.next()).ok();
            all.addAll(answer.each(field));
        }
        return all;
    }

    /** A cursor of the same list with a key in it that no key can be. */
    private static String forged(String cursor) {
        String text =
                new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                        .replaceFirst("a$", "a\u0000");
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant now() {
        return RunningQueryService.CLOCK.instant();
    }
}
