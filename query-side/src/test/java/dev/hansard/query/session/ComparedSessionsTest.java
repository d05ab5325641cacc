package dev.hansard.query.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.AsyncCache;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.query.InMemoryLog;
import dev.hansard.query.cache.AsOf;
import dev.hansard.query.cache.FollowingCache;
import dev.hansard.query.comparison.ComparedView;
import dev.hansard.query.comparison.Difference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What somebody has changed of sessions in the memory of a node is found, with its user. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ComparedSessionsTest {

    private static final AggregateId DESK = AggregateId.session("t", "desk");
    private static final AggregateId ANN = AggregateId.user("t", "ann");

    private final InMemoryLog log = new InMemoryLog();
    private Sessions sessions;

    @BeforeEach
    void follow() {
        log.append(
                DESK,
                "ann",
                null,
                new SessionCreated("ann", Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, Ttl.parse("PT1H")));
        log.append(ANN, "ann", null, new CurrentSessionSet("desk"));
        log.append(DESK, "ann", null, new StateSet("a", null, Json.trusted("1")));
        log.append(DESK, "ann", null, new StateSet("b", null, Json.trusted("2")));
        sessions =
                new Sessions(
                        new SessionLoader(log, id -> Optional.empty()),
                        new SessionSettings(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1)),
                        Runnable::run);
        sessions.apply(log.read(0, 100));
        assertThat(differences()).isEmpty();
    }

    @Test
    void a_value_that_was_changed() {
        SessionModel model = sessions.session(DESK.toString()).orElseThrow();
        put(
                sessions.sessions(),
                DESK,
                new SessionModel(
                        model.facts(),
                        model.content()
                                .evolve(
                                        new StateSet("b", null, Json.trusted("3")),
                                        model.facts().version()),
                        model.position()));

        assertThat(differences())
                .containsExactly(new Difference("sessions", "ann", "session/desk", 4, "state"));
    }

    @Test
    void an_event_that_never_reached_the_entry() {
        SessionModel before = sessions.session(DESK.toString()).orElseThrow();
        log.append(DESK, "ann", null, new StateSet("c", null, Json.trusted("4")));
        sessions.apply(log.read(4, 1));
        put(sessions.sessions(), DESK, before);

        assertThat(differences())
                .extracting(Difference::difference)
                .containsExactly("lastActivityAt, version, position");
    }

    @Test
    void another_session_that_is_said_to_be_the_newest() {
        put(sessions.newest(), ANN, new NewestSession("sofa", 2));

        assertThat(differences())
                .containsExactly(
                        new Difference("sessions", "ann", "user/ann", 4, "the newest session"));
    }

    private List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        for (ComparedView view :
                List.of(
                        new ComparedSessions(sessions, log),
                        new ComparedNewestSessions(sessions, log))) {
            view.compare(
                    List.of(DESK, ANN).stream()
                            .filter(id -> view.types().contains(id.type()))
                            .toList(),
                    found::add);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static <V extends AsOf> void put(FollowingCache<V> cache, AggregateId id, V value) {
        ((AsyncCache<String, Optional<V>>) cache.metered())
                .put(id.toString(), CompletableFuture.completedFuture(Optional.of(value)));
    }
}
