package dev.hansard.query.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.json.Json;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.Lease;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;
import dev.hansard.query.replay.Rebuildable;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** What is held back while a table catches up, and when it is written. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TableFollowingTest {

    private static final List<String> TABLES =
            List.of("conversations-table", "sessions-table", "values-table");
    private static final int MANY = 1_000;

    private static final List<Lease> leases = new ArrayList<>();
    private static final AtomicLong nanos = new AtomicLong();
    private static TestDatabase database;
    private static JdbcTemplate sql;
    private static RunningQueryService service;
    private static LogWriter log;
    private static int tests;

    /** Of each test its own. */
    private Tenant red;

    /** The service has to leave the tables to this class. */
    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        sql = new JdbcTemplate(database.dataSource());
        for (String table : TABLES) {
            var lease = new Lease(database.dataSource(), table);
            assertThat(lease.tryAcquire()).isTrue();
            leases.add(lease);
        }
        service = RunningQueryService.on(database, RunningQueryService.CLOCK);
        log = new LogWriter(database.dataSource(), RunningQueryService.CLOCK);
    }

    @AfterAll
    static void stop() {
        service.close();
        leases.forEach(Lease::close);
        database.close();
    }

    @BeforeEach
    void write() {
        red = new Tenant("red" + ++tests, log, service);
        tables().forEach(table -> follow(table.following(MANY)));
        set("lang", "1");
        set("lang", "2");
        set("lang", "3");
    }

    @Test
    void rows_are_held_back_while_more_is_at_hand() {
        LogView following = values().following(MANY, nanos::get);
        long before = values().position();

        assertThat(gather(following, red.written() - 2)).isEqualTo(before);
        assertThat(gather(following, red.written() - 1)).isEqualTo(before);
        assertThat(values().position()).isEqualTo(before);
        assertThat(rows()).isEmpty();
        following.apply(events(red.written(), red.written()));

        assertThat(values().position()).isEqualTo(red.written());
        assertThat(rows()).hasSize(1).allMatch(row -> row.contains("," + red.written() + ","));
    }

    @Test
    void so_many_rows_are_held_back_and_no_more() {
        LogView following = values().following(1, nanos::get);
        long before = values().position();

        assertThat(gather(following, red.written() - 2)).isEqualTo(before);
        assertThat(gather(following, red.written() - 1)).isEqualTo(red.written() - 1);
        assertThat(rows()).hasSize(1);
        assertThat(gather(following, red.written())).isEqualTo(red.written() - 1);
    }

    @Test
    void rows_are_held_back_for_some_seconds_and_no_longer() {
        LogView following = values().following(MANY, nanos::get);
        long before = values().position();

        assertThat(gather(following, red.written() - 2)).isEqualTo(before);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(gather(following, red.written() - 1)).isEqualTo(red.written() - 1);
        assertThat(gather(following, red.written())).isEqualTo(red.written() - 1);
    }

    @Test
    void what_another_node_has_written_meanwhile_stays() {
        LogView following = values().following(MANY, nanos::get);
        gather(following, red.written() - 2);
        follow(values().following(MANY));
        List<String> written = rows();

        List<RecordedEvent> rest = events(red.written() - 1, red.written());
        assertThatThrownBy(() -> following.apply(rest)).hasMessageContaining("another node");

        assertThat(rows()).isEqualTo(written);
        set("lang", "4");
        follow(following);
        assertThat(values().position()).isEqualTo(red.written());
    }

    @Test
    void what_a_rebuild_has_put_right_meanwhile_is_read_anew() {
        LogView following = values().following(MANY, nanos::get);
        gather(following, red.written() - 2);

        service.beans(Rebuildable.class).stream()
                .filter(view -> view.name().equals("values-table"))
                .forEach(view -> view.rebuild((position, of) -> {}));

        List<RecordedEvent> rest = events(red.written() - 1, red.written());
        assertThatThrownBy(() -> following.apply(rest)).hasMessageContaining("made anew");
        assertThat(rows()).isEmpty();
        follow(following);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void whoever_is_erased_does_not_come_back_with_what_was_held() {
        red.user("ann", new UserErased());
        red.put("rates", "eur", "1.10", null);
        LogView following = values().following(MANY, nanos::get);

        following.gather(events(red.written() - 4, red.written() - 2));
        assertThat(gather(following, red.written() - 1)).isEqualTo(red.written() - 1);
        following.apply(events(red.written(), red.written()));

        assertThat(rows()).isEmpty();
        assertThat(allRows()).anyMatch(row -> row.contains(red.name() + " entry rates eur"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rows_are_the_same_however_they_were_written(long seed) {
        var random = new Random(seed);
        red.session("desk", "ann");
        for (int i = 0; i < 6; i++) {
            red.talk("trip" + i, "ann", i % 2 == 0 ? "desk" : null).saysTimes(3).removes(2);
            red.put("rates", "k" + i % 4, "1", null);
            set("lang", i % 2 == 0 ? null : "6");
        }
        tables().forEach(table -> follow(table.following(MANY)));
        List<String> before = allRows();
        database.execute("truncate conversation_view, session_view, value_view");
        database.execute("update table_position set position = 0");

        for (SharedTable<?, ?> table : tables()) {
            LogView following = table.following(random.nextInt(5), nanos::get);
            while (table.position() < red.written()) {
                long from = following.resumeAfter();
                for (int pages = random.nextInt(20); pages > 0 && from < red.written(); pages--) {
                    long to = Math.min(red.written(), from + 1 + random.nextInt(7));
                    following.gather(events(from + 1, to));
                    from = to;
                }
                if (from < red.written() && random.nextBoolean()) {
                    following.apply(events(from + 1, from + 1));
                } else if (from == red.written()) {
                    follow(table.following(MANY));
                }
            }
        }

        assertThat(allRows()).isEqualTo(before);
    }

    private void set(String key, String value) {
        red.user(
                "ann",
                value == null
                        ? new UserStateRemoved(key)
                        : new UserStateSet(key, null, Json.trusted(value)));
    }

    private static SharedTable<?, ?> values() {
        return tables().stream()
                .filter(table -> table.name().equals("values-table"))
                .findFirst()
                .orElseThrow();
    }

    private static List<SharedTable<?, ?>> tables() {
        return service.beans(SharedTable.class).stream()
                .<SharedTable<?, ?>>map(table -> table)
                .toList();
    }

    private static long gather(LogView following, long position) {
        return following.gather(events(position, position));
    }

    private static void follow(LogView following) {
        List<RecordedEvent> rest = events(following.resumeAfter() + 1, Long.MAX_VALUE);
        if (!rest.isEmpty()) {
            following.apply(rest);
        }
    }

    private static List<RecordedEvent> events(long from, long to) {
        return service.bean(EventLog.class).read(from - 1, (int) Math.min(MANY, to - from + 1));
    }

    /** Those of the user's values, as their table has them. */
    private List<String> rows() {
        return allRows().stream()
                .filter(row -> row.contains(red.name() + " ") && row.contains("ann"))
                .toList();
    }

    private static List<String> allRows() {
        return sql.queryForList(
                """
                select v::text from conversation_view v
                 union all select v::text from session_view v
                 union all select v::text from value_view v order by 1""",
                String.class);
    }
}
