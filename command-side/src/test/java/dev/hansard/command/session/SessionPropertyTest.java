package dev.hansard.command.session;

import static dev.hansard.command.session.Desk.T;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Refusal;
import dev.hansard.api.Ttl;
import dev.hansard.api.events.EventType;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionCommand;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.command.SnapshotTypes;
import dev.hansard.command.session.Session.Live;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What holds of a session whatever was asked of it. */
class SessionPropertyTest {

    private enum Ask {
        OPEN,
        SET,
        SET_OTHER,
        SET_BRIEFLY,
        KEEP_BRIEFLY,
        REMOVE,
        REPLACE,
        RESET,
        EXPIRE_KEY,
        EXPIRE
    }

    private static final Ttl BRIEFLY = Ttl.parse("PT3S");

    private final SessionDecider decider = new SessionDecider(SessionLimits.DEFAULT);
    private final List<SessionEvent> log = new ArrayList<>();
    private Session state = Session.NOT_CREATED;

    @BeforeTry
    void begin_anew() {
        log.clear();
        state = Session.NOT_CREATED;
    }

    @Property(tries = 500)
    void readers_see_what_was_set_last_and_is_not_over(
            @ForAll @Size(max = 60) List<Ask> questions) {
        Instant now = T;
        for (Ask ask : questions) {
            now = now.plusSeconds(1);
            handle(command(ask, now), now);
            assertThat(state.version()).isEqualTo(log.size());
            if (state instanceof Live live) {
                assertThat(live.state().values(now)).isEqualTo(lastSetAndNotOver(now));
            }
        }
    }

    @Property(tries = 300)
    void a_snapshot_and_the_events_after_it_make_the_same_state_as_all_events(
            @ForAll @Size(max = 60) List<Ask> questions, @ForAll @IntRange(max = 60) int taken) {
        Instant now = T;
        int asked = 0;
        Session loaded = Session.NOT_CREATED;
        for (Ask ask : questions) {
            int before = log.size();
            now = now.plusSeconds(1).plusNanos(1_000);
            handle(command(ask, now), now);
            for (SessionEvent event : log.subList(before, log.size())) {
                loaded = Session.evolve(loaded, event, now);
            }
            if (asked++ == taken && loaded.version() > 0) {
                loaded = (Session) fromSnapshot(loaded);
            }
            assertThat(loaded).isEqualTo(state);
        }
    }

    private static Object fromSnapshot(Object state) {
        EventType type = SnapshotTypes.FORMAT.typeOf(state.getClass());
        byte[] snapshot = SnapshotTypes.FORMAT.write(state);
        return SnapshotTypes.FORMAT.read(type.storedName(), type.revision(), snapshot);
    }

    private SessionCommand command(Ask ask, Instant now) {
        String value = String.valueOf(log.size());
        return switch (ask) {
            case OPEN -> Desk.open(ExpectedVersion.ANY);
            case SET -> Desk.set("a", value, null, ExpectedVersion.ANY, now);
            case SET_OTHER -> Desk.set("b", value, null, ExpectedVersion.ANY, now);
            case SET_BRIEFLY -> Desk.set("a", value, BRIEFLY, ExpectedVersion.ANY, now);
            case KEEP_BRIEFLY -> Desk.set("b", null, BRIEFLY, ExpectedVersion.ANY, now);
            case REMOVE -> Desk.remove("a", ExpectedVersion.ANY, now);
            case REPLACE -> Desk.patchState(Desk.removing("b"), Desk.setting("c", value));
            case RESET -> Desk.reset();
            case EXPIRE_KEY -> Desk.expireState("a", now);
            case EXPIRE -> Desk.expire(T, null, now.plusSeconds(3600));
        };
    }

    private void handle(SessionCommand command, Instant now) {
        List<SessionEvent> events;
        try {
            events = decider.decide(command, state);
        } catch (Refusal refused) {
            return;
        }
        for (SessionEvent event : events) {
            state = Session.evolve(state, event, now);
            log.add(event);
        }
    }

    /** Without a look at {@code StateExpired}: readers do not depend on it. */
    private Map<String, Json> lastSetAndNotOver(Instant now) {
        Map<String, StateSet> last = new LinkedHashMap<>();
        for (SessionEvent event : log) {
            if (event instanceof StateSet set) {
                last.put(set.key(), set);
            } else if (event instanceof StateRemoved removed) {
                last.remove(removed.key());
            } else if (event instanceof SessionReset || event instanceof SessionExpired) {
                last.clear();
            }
        }
        Map<String, Json> values = new LinkedHashMap<>();
        last.forEach(
                (key, set) -> {
                    if (set.expiresAt() == null || now.isBefore(set.expiresAt())) {
                        values.put(key, set.value());
                    }
                });
        return values;
    }
}
