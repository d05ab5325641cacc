package dev.hansard.command.user;

import static dev.hansard.command.aggregate.Refusals.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionCommand.EndSession;
import dev.hansard.api.session.SessionCommand.ExpireSession;
import dev.hansard.api.session.SessionEvent.Reason;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReopened;
import dev.hansard.api.user.UserCommand.StartSession;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.command.aggregate.InMemoryAxon;
import dev.hansard.command.aggregate.Opening;
import dev.hansard.command.session.SessionAggregate;
import dev.hansard.command.session.SessionChange;
import dev.hansard.command.session.SessionDecider;
import dev.hansard.command.session.SessionLimits;
import dev.hansard.command.session.Sessions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** What one command does to the three aggregates of a user's sessions, in one unit of work. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StartSessionTest {

    private static final Instant T = Instant.parse("2026-01-02T03:00:00Z");
    private static final Instant LATER = Instant.parse("3026-01-02T03:00:00Z");
    private static final Ttl HOUR = Ttl.parse("PT1H");
    private static final SessionCreated CREATED =
            new SessionCreated("ann", Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, HOUR);

    private final UserDecider users = new UserDecider(UserLimits.DEFAULT);
    private final SessionDecider decider = new SessionDecider(SessionLimits.DEFAULT);
    private final InMemoryAxon axon = new InMemoryAxon(decider, users);

    @BeforeEach
    void wire() {
        var repository = axon.repository(SessionAggregate.class);
        axon.handle(SessionAggregate.class, repository);
        axon.handle(
                new StartSessionHandler(
                        axon.repository(UserAggregate.class),
                        () -> users,
                        new Sessions(repository, () -> decider)));
    }

    @Test
    void the_first_session_is_created_and_current() {
        SessionChange change = start("ann", "s1");

        assertThat(change.opening()).isEqualTo(Opening.CREATED);
        assertThat(change.id()).isEqualTo(AggregateId.session("acme", "s1"));
        assertThat(axon.log()).containsExactly(CREATED, new CurrentSessionSet("s1"));
        assertThat(axon.lastEvent().getAggregateIdentifier()).isEqualTo("acme/user/ann");
        assertThat(axon.lastEvent().getMetaData())
                .containsEntry("tenant", "acme")
                .containsEntry("userId", "ann");
    }

    @Test
    void a_next_session_ends_the_active_one() {
        start("ann", "s1");

        start("ann", "s2");

        assertThat(axon.log())
                .endsWith(CREATED, new SessionEnded(Reason.SUPERSEDED), new CurrentSessionSet("s2"))
                .hasSize(5);
    }

    @Test
    void get_or_create_finds_the_active_one() {
        start("ann", "s1");

        SessionChange change = getOrCreate("ann", "s2");

        assertThat(change.opening()).isEqualTo(Opening.EXISTING);
        assertThat(change.id()).isEqualTo(AggregateId.session("acme", "s1"));
        assertThat(change.version()).isEqualTo(1);
        assertThat(axon.log()).hasSize(2);
    }

    @Test
    void get_or_create_makes_one_when_the_current_one_has_ended() {
        start("ann", "s1");
        axon.send(
                new EndSession(
                        AggregateId.session("acme", "s1"),
                        Reason.REQUESTED,
                        ExpectedVersion.ANY,
                        T));

        assertThat(getOrCreate("ann", "s2").opening()).isEqualTo(Opening.CREATED);

        assertThat(axon.log()).endsWith(CREATED, new CurrentSessionSet("s2")).hasSize(5);
    }

    @Test
    void an_expired_one_is_reopened_under_its_id_and_set_again() {
        start("ann", "s1");
        expire("s1");

        assertThat(start("ann", "s1").opening()).isEqualTo(Opening.REOPENED);

        assertThat(axon.log())
                .endsWith(
                        new SessionExpired(LATER),
                        new SessionReopened(Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, HOUR),
                        new CurrentSessionSet("s1"));
    }

    @Test
    void an_earlier_one_is_reopened_and_ends_the_active_one() {
        start("ann", "s1");
        expire("s1");
        start("ann", "s2");

        assertThat(start("ann", "s1").opening()).isEqualTo(Opening.REOPENED);

        assertThat(axon.log())
                .endsWith(new SessionEnded(Reason.SUPERSEDED), new CurrentSessionSet("s1"));
    }

    @Test
    void the_id_of_the_active_one_is_taken() {
        start("ann", "s1");

        assertRefused(ErrorCode.ALREADY_EXISTS, () -> start("ann", "s1"));

        assertThat(axon.log()).hasSize(2);
    }

    @Test
    void the_id_of_another_users_session_is_taken_and_nothing_is_written() {
        start("ann", "s1");
        start("bob", "s2");

        assertRefused(ErrorCode.ALREADY_EXISTS, () -> start("bob", "s1"));
        expire("s1");
        assertRefused(ErrorCode.ALREADY_EXISTS, () -> start("bob", "s1"));
        assertRefused(ErrorCode.ALREADY_EXISTS, () -> getOrCreate("cid", "s1"));

        assertThat(axon.log()).hasSize(5);
    }

    @Test
    void the_id_of_an_ended_one_is_gone_and_the_active_one_stays() {
        start("ann", "s1");
        start("ann", "s2");

        assertRefused(ErrorCode.ENDED, () -> start("ann", "s1"));

        assertThat(getOrCreate("ann", "s3").id().id()).isEqualTo("s2");
    }

    @Test
    void many_at_once_make_one() throws Exception {
        List<Callable<SessionChange>> calls =
                IntStream.range(0, 100)
                        .<Callable<SessionChange>>mapToObj(i -> () -> getOrCreate("ann", "s" + i))
                        .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get().id().id()).startsWith("s");
            }
        }

        assertThat(axon.log()).hasSize(2);
    }

    private SessionChange start(String user, String session) {
        return axon.send(startSession(user, session, false));
    }

    private SessionChange getOrCreate(String user, String session) {
        return axon.send(startSession(user, session, true));
    }

    private void expire(String session) {
        axon.send(
                new ExpireSession(
                        AggregateId.session("acme", session),
                        LATER,
                        HOUR,
                        ExpectedVersion.ANY,
                        LATER.plusSeconds(3600)));
    }

    private static StartSession startSession(String user, String session, boolean ifAbsent) {
        return new StartSession(
                AggregateId.user("acme", user),
                session,
                ifAbsent,
                null,
                null,
                HOUR,
                ExpectedVersion.ANY,
                T);
    }
}
