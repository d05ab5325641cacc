package dev.hansard.command.user;

import static dev.hansard.command.aggregate.Refusals.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.ExpectedVersion.Exactly;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.user.UserCommand.StartSession;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.command.session.Session;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Instant;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UserDeciderTest {

    private static final Instant T = Instant.parse("2026-01-02T03:00:00Z");
    private static final Session LIVE =
            Session.evolve(
                    Session.NOT_CREATED,
                    new SessionCreated("ann", Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, Ttl.NEVER),
                    T);
    private static final Session EXPIRED = Session.evolve(LIVE, new SessionExpired(T), T);

    private final UserDecider decider = new UserDecider(UserLimits.DEFAULT);

    @Nested
    class A_user_with_an_active_session {

        @Test
        void keeps_it_when_any_will_do() {
            assertThat(decider.decide(start(true, ExpectedVersion.ANY), LIVE)).isEmpty();
        }

        @Test
        void keeps_it_only_at_the_version_the_client_has_seen() {
            assertThat(decider.decide(start(true, new Exactly(1)), LIVE)).isEmpty();
            assertRefused(
                    ErrorCode.VERSION_MISMATCH,
                    () -> decider.decide(start(true, new Exactly(2)), LIVE));
        }

        @Test
        void gets_another_one_on_request() {
            assertThat(decider.decide(start(false, ExpectedVersion.ANY), LIVE))
                    .containsExactly(new CurrentSessionSet("s2"));
        }
    }

    @Nested
    class A_user_without_an_active_session {

        @Test
        void gets_one() {
            assertThat(decider.decide(start(true, ExpectedVersion.ANY), Session.NOT_CREATED))
                    .containsExactly(new CurrentSessionSet("s2"));
            assertThat(decider.decide(start(true, ExpectedVersion.ANY), EXPIRED))
                    .containsExactly(new CurrentSessionSet("s2"));
            assertThat(decider.decide(start(false, ExpectedVersion.ANY), EXPIRED))
                    .containsExactly(new CurrentSessionSet("s2"));
        }
    }

    @Test
    void the_state_is_the_newest_session() {
        User first = User.evolve(User.NOT_CREATED, new CurrentSessionSet("s1"));
        User second = User.evolve(first, new CurrentSessionSet("s2"));

        assertThat(User.NOT_CREATED.currentSession()).isEmpty();
        assertThat(second.currentSession()).contains("s2");
        assertThat(second.version()).isEqualTo(2);
    }

    private static StartSession start(boolean ifAbsent, ExpectedVersion expected) {
        return new StartSession(
                AggregateId.user("acme", "ann"),
                "s2",
                ifAbsent,
                null,
                null,
                Ttl.NEVER,
                expected,
                T);
    }
}
