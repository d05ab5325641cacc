package dev.hansard.query.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Status;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.JsonCodec;
import dev.hansard.api.session.SessionEvent.SessionReopened;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionView;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.InMemoryLog;
import dev.hansard.query.comparison.Difference;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.springframework.util.unit.DataSize;

import tools.jackson.databind.ObjectMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Invariant 3 for sessions: in whatever batches, with whatever evictions and however old the rows
 * are, what is read is what a cold replay of the whole log gives, byte for byte.
 */
class SessionsPropertyTest {

    private static final ObjectMapper MAPPER = JsonCodec.mapper();

    /** Some keys of the script are over by then, others are not. */
    private static final Instant NOW = InMemoryLog.START.plusSeconds(20);

    @Property(tries = 150)
    void what_is_read_equals_a_cold_replay(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int steps) {
        var random = new Random(seed);
        var script = new SessionScript(random);
        boolean tiny = random.nextBoolean();
        var settings =
                new SessionSettings(
                        DataSize.ofBytes(tiny ? 2_000 : 10_000_000),
                        DataSize.ofBytes(tiny ? 350 : 10_000_000));
        var rows = new HashMap<String, List<SessionFacts>>();
        var loader = new SessionLoader(script.log(), id -> someEarlier(rows, id, random));
        var sessions = new Sessions(loader, settings, Runnable::run);

        List<RecordedEvent> pending = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            List<RecordedEvent> recorded = script.step();
            recorded.forEach(event -> remember(rows, event));
            pending.addAll(recorded);
            if (random.nextInt(5) == 0) {
                // Read before the model has seen it all: what is loaded now is ahead of the model.
                recorded.forEach(event -> readAround(sessions, event));
            }
            if (random.nextInt(10) == 0) {
                checkComparison(script, sessions);
            }
            if (random.nextInt(3) == 0) {
                sessions.apply(pending);
                pending = new ArrayList<>();
                if (random.nextInt(4) == 0) {
                    check(script, sessions);
                }
            }
        }
        if (!pending.isEmpty()) {
            sessions.apply(pending);
        }
        check(script, sessions);
    }

    /** What is in memory differs from the log in nothing, however far behind it is. */
    private static void checkComparison(SessionScript script, Sessions sessions) {
        List<Difference> found = new ArrayList<>();
        new ComparedSessions(sessions, script.log())
                .compare(script.sessions().stream().map(AggregateId::parse).toList(), found::add);
        new ComparedNewestSessions(sessions, script.log())
                .compare(
                        SessionScript.USERS.stream()
                                .map(user -> AggregateId.user("t", user))
                                .toList(),
                        found::add);
        assertThat(found).isEmpty();
    }

    private static void check(SessionScript script, Sessions sessions) {
        for (String id : script.sessions()) {
            SessionModel cold = coldReplay(script.log(), id);
            SessionModel read = sessions.session(id).orElseThrow();
            assertThat(read.facts()).isEqualTo(cold.facts());
            assertThat(json(read.view(NOW))).isEqualTo(json(cold.view(NOW)));
            assertThat(read.facts().turnCount()).isEqualTo(countedTurns(script.log(), id));
        }
        for (String user : SessionScript.USERS) {
            String id = AggregateId.user("t", user).toString();
            assertThat(sessions.newestSession(id)).isEqualTo(newestSession(script.log(), id));
        }
        assertThat(sessions.session("t/session/never")).isEmpty();
    }

    /** The plainest reading of the log: everything, from the start. */
    private static SessionModel coldReplay(InMemoryLog log, String id) {
        Optional<SessionModel> model = Optional.empty();
        for (RecordedEvent recorded : log.read(0, Integer.MAX_VALUE)) {
            if (id.equals(sessionOf(recorded))) {
                model = SessionModel.evolve(model, recorded);
            }
        }
        return model.orElseThrow();
    }

    /** An independent count: the facts must agree with what was really said. */
    private static long countedTurns(InMemoryLog log, String id) {
        long turns = 0;
        Optional<SessionModel> model = Optional.empty();
        for (RecordedEvent recorded : log.read(0, Integer.MAX_VALUE)) {
            if (!id.equals(sessionOf(recorded))) {
                continue;
            }
            boolean active =
                    model.filter(session -> session.facts().status() == Status.ACTIVE).isPresent();
            turns =
                    switch (recorded.payload()) {
                        case SessionReset reset -> 0;
                        case SessionReopened reopened -> 0;
                        case MessageAppended said when active && said.role() == Role.USER ->
                                turns + 1;
                        default -> turns;
                    };
            model = SessionModel.evolve(model, recorded);
        }
        return turns;
    }

    private static Optional<String> newestSession(InMemoryLog log, String user) {
        return log.readAggregate(user, 0, Integer.MAX_VALUE).stream()
                .map(recorded -> ((CurrentSessionSet) recorded.payload()).sessionId())
                .reduce((before, after) -> after);
    }

    private static void readAround(Sessions sessions, RecordedEvent recorded) {
        if (recorded.aggregateType().equals(AggregateId.USER)) {
            sessions.newestSession(recorded.aggregateId());
        } else if (sessionOf(recorded) != null) {
            sessions.session(sessionOf(recorded));
        }
    }

    private static void remember(Map<String, List<SessionFacts>> rows, RecordedEvent recorded) {
        String id = sessionOf(recorded);
        if (id != null) {
            List<SessionFacts> known = rows.computeIfAbsent(id, unused -> new ArrayList<>());
            known.add(SessionFacts.evolve(known.isEmpty() ? null : known.getLast(), recorded));
        }
    }

    private static Optional<SessionFacts> someEarlier(
            Map<String, List<SessionFacts>> rows, String id, Random random) {
        List<SessionFacts> known = rows.getOrDefault(id, List.of());
        int which = random.nextInt(known.size() + 1);
        return which == 0 ? Optional.empty() : Optional.of(known.get(which - 1));
    }

    private static String sessionOf(RecordedEvent recorded) {
        return recorded.aggregateType().equals(AggregateId.SESSION)
                ? recorded.aggregateId()
                : recorded.context();
    }

    private static String json(SessionView view) {
        return MAPPER.writeValueAsString(view);
    }
}
