package dev.hansard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What the planner does with each read, on a log large enough to care. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class QueryPlanTest {

    private static TestDatabase database;

    @BeforeAll
    static void fillTheLog() {
        database = TestDatabase.create();
        database.execute(
                """
                insert into event (position, tenant_sequence, sequence, recorded_at, revision,
                    format, event_id, leaf, tenant, aggregate_type, aggregate_id, type, user_id,
                    context, dedupe_key, payload)
                select n, (n - 1) / 10 + 1, (n - 1) / 200, now(), 1, 0, gen_random_uuid(), 'leaf',
                       't' || n % 10, 'thing', 't' || n % 10 || '/thing/' || n % 200, 'happened',
                       'u' || n % 50, 't' || n % 10 || '/session/' || n % 20, 'k' || n, 'payload'
                  from generate_series(1, 40000) n;
                analyze event""");
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @Test
    void a_tenant_is_read_along_its_sequence() {
        assertThat(plan(filter(null, null, null))).containsOnlyOnce("event_tenant");
    }

    @Test
    void a_user_is_read_along_its_positions() {
        assertThat(plan(filter("u7", null, null))).containsOnlyOnce("event_user");
    }

    @Test
    void an_aggregate_is_read_along_its_sequence() {
        assertThat(plan(filter(null, "t7/thing/7", null))).containsOnlyOnce("event_aggregate");
    }

    @Test
    void aggregates_are_loaded_along_their_sequences_by_one_plan_also_of_an_empty_log()
            throws SQLException {
        try (TestDatabase empty = TestDatabase.create()) {
            for (TestDatabase each : List.of(database, empty)) {
                try (Connection connection =
                                DriverManager.getConnection(
                                        each.url() + "&preferQueryMode=simple");
                        Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute(IndexScans.PLANNED_ONCE);
                    String plan =
                            lines(
                                    statement,
                                    "(generic_plan) "
                                            + AggregateRows.OF_ALL
                                                    .replaceFirst("[?]", "\\$1")
                                                    .replaceFirst("[?]", "\\$2"));

                    assertThat(plan)
                            .containsOnlyOnce("Index Scan using event_aggregate")
                            .contains("Index Cond: ((aggregate_id =", "AND (sequence >")
                            .doesNotContain("Seq Scan on event");
                }
            }
        }
    }

    @Test
    void what_has_a_dedupe_key_is_found_by_its_hash() {
        String plan =
                planOf(
                        EventTable.OF_DEDUPE_KEYS,
                        parameters ->
                                parameters
                                        .text("t7/thing/7")
                                        .array("text", List.of("k1", "k2"), key -> key));

        assertThat(plan).containsOnlyOnce("event_dedupe_key").doesNotContain("event_aggregate");
    }

    @Test
    void keys_of_a_kind_are_read_along_their_own_index() {
        String plan =
                planOf(
                        EventTable.OF_KEY_KIND,
                        parameters ->
                                parameters.text("t7/thing/7").text("gone").number(0).number(20));

        assertThat(plan).containsOnlyOnce("event_key_kind").doesNotContain("Seq Scan", "Sort");
    }

    @Test
    void a_context_is_read_along_its_positions_and_the_sequence_of_its_aggregate() {
        assertThat(plan(filter(null, null, "t7/session/7")))
                .containsOnlyOnce("event_context")
                .containsOnlyOnce("event_aggregate");
    }

    @Test
    void a_user_in_a_context_needs_no_other_index() {
        assertThat(plan(filter("u7", null, "t7/session/7"))).contains("Index Scan");
    }

    @Test
    void a_plan_from_the_time_of_an_empty_log_still_walks_an_index() throws Exception {
        try (TestDatabase empty = TestDatabase.create();
                Connection connection = empty.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            String read = "explain select * from event where aggregate_id = 'a' order by sequence";
            statement.execute(IndexScans.ONLY + read);
            var results = new StringBuilder();
            statement.getMoreResults();
            ResultSet plan = statement.getResultSet();
            while (plan.next()) {
                results.append(plan.getString(1));
            }
            assertThat(results).contains("event_aggregate").doesNotContain("Seq Scan");

            ResultSet after = statement.executeQuery("show enable_seqscan");
            after.next();
            assertThat(after.getString(1)).as("for this read alone").isEqualTo("on");
        }
    }

    @Test
    void a_stretch_of_the_log_is_read_along_its_positions_and_never_sorted() throws Exception {
        try (TestDatabase empty = TestDatabase.create()) {
            for (TestDatabase each : List.of(database, empty)) {
                try (Connection connection = each.dataSource().getConnection();
                        Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute(EventTable.IN_ORDER);
                    assertThat(lines(statement, EventTable.STRETCH.formatted(10, 30_000)))
                            .contains("event_position")
                            .doesNotContain("Sort", "Seq Scan");
                }
            }
        }
    }

    private static String lines(Statement statement, String sql) throws SQLException {
        var lines = new StringBuilder();
        try (ResultSet rows = statement.executeQuery("explain " + sql)) {
            while (rows.next()) {
                lines.append(rows.getString(1)).append('\n');
            }
        }
        return lines.toString();
    }

    private static EventFilter filter(String user, String aggregate, String context) {
        return new EventFilter("t7", user, aggregate, context, List.of(), 12_345L, false);
    }

    /** The plan in both directions; it must walk indexes and sort no more than a page. */
    private static String plan(EventFilter up) {
        var down =
                new EventFilter(
                        up.tenant(),
                        up.userId(),
                        up.aggregateId(),
                        up.context(),
                        up.types(),
                        up.after(),
                        true);
        String downward = planOf(down);
        assertThat(downward).contains("Backward").doesNotContain("Seq Scan", "event_position");
        String upward = planOf(up);
        assertThat(upward).doesNotContain("Seq Scan", "event_position");
        return upward;
    }

    private static String planOf(EventFilter filter) {
        var query = new FilterQuery(filter, 20);
        return planOf(query.sql(), query::bind);
    }

    private static String planOf(String sql, Parameters.Binding binding) {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement("explain " + sql)) {
            binding.bind(new Parameters(statement));
            var lines = new StringBuilder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.append(rows.getString(1)).append('\n');
                }
            }
            return lines.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
