package dev.hansard.command.session;

import static dev.hansard.command.session.Desk.CREATED;
import static dev.hansard.command.session.Desk.ID;
import static dev.hansard.command.session.Desk.T;
import static dev.hansard.command.session.Desk.after;
import static dev.hansard.command.session.Desk.json;
import static dev.hansard.command.session.Desk.stateSet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Status;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.api.session.SessionView;
import dev.hansard.command.aggregate.Opening;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionChangeTest {

    private static final Instant RECORDED = T.plusSeconds(60);

    @Test
    void shows_the_state_with_the_time_of_the_record_and_without_keys_whose_time_is_over() {
        SessionChange change =
                change(
                        after(CREATED),
                        stateSet("b", "1"),
                        stateSet("a", "2"),
                        new StateSet("brief", T.plusSeconds(90), json("3")));

        Session.Live after = change.after(RECORDED).live();
        SessionView view = after.view(ID, 7, after.lastActivityAt(), T.plusSeconds(90));

        assertThat(change.version()).isEqualTo(4);
        assertThat(view.state())
                .containsExactly(Map.entry("b", json("1")), Map.entry("a", json("2")));
        assertThat(view)
                .isEqualTo(
                        new SessionView(
                                "s1",
                                "ann",
                                Status.ACTIVE,
                                json("{}"),
                                json(
                                        "{\"autoCompact\":true,\"showTranscription\":true,\"maxTurnsBeforeCompact\":20}"),
                                view.state(),
                                7,
                                T,
                                RECORDED,
                                RECORDED.plusSeconds(3600),
                                4));
    }

    @Test
    void says_what_came_of_opening() {
        Session expired = after(CREATED, new SessionExpired(T));

        assertThat(change(Session.NOT_CREATED, CREATED).opening()).isEqualTo(Opening.CREATED);
        assertThat(change(expired).opening()).isEqualTo(Opening.REOPENED);
        assertThat(change(after(CREATED)).opening()).isEqualTo(Opening.EXISTING);
    }

    private static SessionChange change(Session before, SessionEvent... events) {
        return new SessionChange(ID, before, List.of(events));
    }
}
