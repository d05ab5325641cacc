package dev.hansard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EventFiltersTest {

    private static SampleLog sample;
    private static EventLog log;
    private static List<RecordedEvent> all;

    @BeforeAll
    static void appendSome() {
        sample = SampleLog.write();
        log = sample.log();
        all = sample.events();
    }

    @AfterAll
    static void closeDatabase() {
        sample.close();
    }

    @Test
    void a_user_is_read_backward_from_a_position() {
        var before =
                new EventFilter("t1", "u1", null, null, List.of(), all.get(100).position(), true);

        List<RecordedEvent> mine = log.find(before, 1_000);

        assertThat(mine)
                .isNotEmpty()
                .isSortedAccordingTo(Comparator.comparing(RecordedEvent::position).reversed())
                .allMatch(e -> e.tenant().equals("t1") && "u1".equals(e.userId()))
                .allMatch(e -> e.position() < all.get(100).position());
    }

    @Test
    void every_filter_gives_what_a_look_at_each_event_gives_whatever_the_page() {
        List<String> none = new ArrayList<>();
        none.add(null);
        List<String> users = with(none, "u0", "u1", "nobody");
        List<String> aggregates = with(none, "t1/conversation/c1", "t1/session/s0", "nothing");
        List<String> contexts = with(none, "t1/session/s0", "t1/session/own", "t1/conversation/c5");
        int checked = 0;
        for (String user : users) {
            for (String aggregate : aggregates) {
                for (String context : contexts) {
                    for (List<String> types : List.of(List.<String>of(), List.of("rare"))) {
                        for (boolean descending : List.of(false, true)) {
                            var filter =
                                    new EventFilter(
                                            "t1",
                                            user,
                                            aggregate,
                                            context,
                                            types,
                                            null,
                                            descending);
                            assertThat(paged(filter, 7)).as("%s", filter).isEqualTo(looked(filter));
                            checked++;
                        }
                    }
                }
            }
        }
        assertThat(checked).isEqualTo(256);
    }

    @Test
    void a_cursor_may_be_any_position_also_one_of_another_tenant() {
        for (long after = 0; after <= log.head() + 1; after += 5) {
            for (boolean descending : List.of(false, true)) {
                for (String context : with(new ArrayList<>(), null, "t1/session/s0")) {
                    var filter =
                            new EventFilter(
                                    "t1", null, null, context, List.of(), after, descending);
                    assertThat(positions(log.find(filter, 5)))
                            .as("%s", filter)
                            .isEqualTo(looked(filter).stream().limit(5).toList());
                }
            }
        }
    }

    private static List<String> with(List<String> list, String... more) {
        var all = new ArrayList<>(list);
        all.addAll(Arrays.asList(more));
        return all;
    }

    private static List<Long> paged(EventFilter filter, int limit) {
        List<Long> found = new ArrayList<>();
        Long after = null;
        while (true) {
            var page =
                    log.find(
                            new EventFilter(
                                    filter.tenant(),
                                    filter.userId(),
                                    filter.aggregateId(),
                                    filter.context(),
                                    filter.types(),
                                    after,
                                    filter.descending()),
                            limit);
            found.addAll(positions(page));
            if (page.size() < limit) {
                return found;
            }
            after = page.getLast().position();
        }
    }

    /** The same, by looking at each event. */
    private static List<Long> looked(EventFilter filter) {
        Predicate<RecordedEvent> wanted =
                e ->
                        e.tenant().equals(filter.tenant())
                                && matches(filter.userId(), e.userId())
                                && matches(filter.aggregateId(), e.aggregateId())
                                && (matches(filter.context(), e.context())
                                        || matches(filter.context(), e.aggregateId()))
                                && (filter.types().isEmpty() || filter.types().contains(e.type()))
                                && (filter.after() == null
                                        || (filter.descending()
                                                ? e.position() < filter.after()
                                                : e.position() > filter.after()));
        var found = new ArrayList<>(positions(all.stream().filter(wanted).toList()));
        if (filter.descending()) {
            found.sort(Comparator.reverseOrder());
        }
        return found;
    }

    private static boolean matches(String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }

    private static List<Long> positions(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::position).toList();
    }
}
