package dev.hansard.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyUsesTest {

    private static final Instant T = Instant.parse("2026-03-04T05:06:07.123456Z");
    private static final Duration NEVER = Duration.ofHours(1);

    private TestDatabase database;
    private KeyUses here;
    private KeyUses there;

    @BeforeEach
    void begin() {
        database = TestDatabase.createEmpty();
        TenancySchema.migrate(database.dataSource());
        here = uses(NEVER);
        there = uses(NEVER);
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void what_was_written_is_known_everywhere_and_what_was_not_only_here() {
        here.note("k1", "default", T);
        here.note("k1", "default", T.minusSeconds(1));

        assertThat(here.lastUses(List.of("k1", "k2"))).isEqualTo(Map.of("k1", T));
        assertThat(there.lastUses(List.of("k1", "k2"))).isEmpty();

        here.write();
        here.write();

        assertThat(there.lastUses(List.of("k1", "k2"))).isEqualTo(Map.of("k1", T));
        assertThat(here.lastUses(List.of())).isEmpty();
    }

    @Test
    void the_latest_use_of_all_nodes_stands() {
        here.note("k1", "default", T.plusSeconds(1));
        there.note("k1", "default", T);
        here.write();
        there.write();

        assertThat(there.lastUses(List.of("k1"))).isEqualTo(Map.of("k1", T.plusSeconds(1)));
    }

    @Test
    void what_could_not_be_written_is_written_the_next_time() {
        here.note("k1", "default", T);
        database.execute("alter table key_use rename to key_use_away");
        here.write();
        database.execute("alter table key_use_away rename to key_use");

        here.write();

        assertThat(there.lastUses(List.of("k1"))).isEqualTo(Map.of("k1", T));
    }

    @Test
    void it_is_written_every_now_and_then_and_at_the_stop() {
        var often = uses(Duration.ofMillis(10));
        often.start();
        often.note("k1", "default", T);
        await().until(() -> there.lastUses(List.of("k1")).containsKey("k1"));
        often.close();
        here.start();
        here.note("k2", "default", T);

        here.close();

        assertThat(there.lastUses(List.of("k2"))).isEqualTo(Map.of("k2", T));
    }

    @Test
    void with_a_tenant_go_the_uses_of_its_keys() {
        here.note("k1", "acme", T);
        here.note("k2", "default", T);
        here.write();
        here.note("k3", "acme", T);

        here.forget(KeyOwner.of("acme", "ann"));
        assertThat(here.lastUses(List.of("k1", "k2", "k3"))).hasSize(3);
        here.forget(KeyOwner.tenant("acme"));

        assertThat(here.lastUses(List.of("k1", "k2", "k3"))).containsOnlyKeys("k2");
    }

    private KeyUses uses(Duration interval) {
        return new KeyUses(new JdbcTemplate(database.dataSource()), interval);
    }
}
