package dev.hansard.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.user.UserCommand.StartSession;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.command.aggregate.CommandTargets;
import dev.hansard.command.aggregate.InMemoryAxon;
import dev.hansard.command.session.SessionAggregate;
import dev.hansard.command.session.SessionDecider;
import dev.hansard.command.session.SessionLimits;
import dev.hansard.command.session.Sessions;

import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;

/** The wiring of the shell; the fixture knows one aggregate, so the sessions live elsewhere. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UserAggregateTest {

    private final InMemoryAxon elsewhere = new InMemoryAxon();
    private AggregateTestFixture<UserAggregate> fixture;

    @BeforeEach
    void wire() {
        fixture = new AggregateTestFixture<>(UserAggregate.class);
        fixture.registerCommandTargetResolver(new CommandTargets());
        fixture.registerAnnotatedCommandHandler(
                new StartSessionHandler(
                        fixture.getRepository(),
                        new UserDecider(),
                        new Sessions(
                                elsewhere.repository(SessionAggregate.class),
                                new SessionDecider(SessionLimits.DEFAULT))));
    }

    @Test
    void a_new_user_gets_a_current_session() {
        fixture.givenNoPriorActivity()
                .when(start("s1"))
                .expectEvents(
                        new GenericEventMessage<>(
                                new CurrentSessionSet("s1"),
                                Map.of("tenant", "acme", "userId", "ann")));
    }

    @Test
    void a_known_user_gets_another_one() {
        fixture.given(new CurrentSessionSet("s1"))
                .when(start("s2"))
                .expectEvents(new CurrentSessionSet("s2"))
                .expectState(user -> assertThat(user.state()).isEqualTo(new User.Known("s2", 2)));
    }

    private static StartSession start(String sessionId) {
        return new StartSession(
                AggregateId.user("acme", "ann"),
                sessionId,
                false,
                null,
                null,
                Ttl.NEVER,
                ExpectedVersion.ANY,
                Instant.EPOCH);
    }
}
