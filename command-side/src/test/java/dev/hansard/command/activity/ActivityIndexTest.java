package dev.hansard.command.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.PreferencesSet;
import dev.hansard.api.session.SessionEvent.Reason;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReopened;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;
import dev.hansard.eventstore.RecordedEvent;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the index makes of the log, event by event; a second passes before each. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ActivityIndexTest {

    private static final Instant T = Instant.parse("2026-01-02T03:00:00Z");
    private static final AggregateId SESSION = AggregateId.session("acme", "s");
    private static final AggregateId CONVERSATION = AggregateId.conversation("acme", "c");
    private static final Ttl TEN_SECONDS = Ttl.parse("PT10S");
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private final ActivityIndex index = new ActivityIndex(user -> Set.of());
    private long position;

    @BeforeEach
    void begin() {
        happens(new SessionCreated("ann", Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, TEN_SECONDS));
        happens(new ConversationCreated("ann", "s", Json.EMPTY_OBJECT, TEN_SECONDS, 20, true));
    }

    @Test
    void activity_of_a_conversation_is_its_session_s_too() {
        happens(message(Role.USER));

        assertThat(index.standing(SESSION)).contains(new Standing(1, at(3), 3));
        assertThat(index.standing(CONVERSATION)).contains(new Standing(0, at(3), 3));
    }

    @Test
    void only_what_users_say_are_turns() {
        happens(message(Role.USER));
        happens(message(Role.ASSISTANT));
        happens(message(Role.USER));
        happens(new MessageRemoved("m", 1, Role.USER, 1));
        happens(new ConversationCleared(3));

        assertThat(index.standing(SESSION)).contains(new Standing(2, at(7), 7));
    }

    @Test
    void every_own_command_is_activity_but_no_expiry() {
        happens(new StateSet("k", null, Json.trusted("1")));
        happens(new StateRemoved("k"));
        happens(new SessionEvent.MetadataSet(null, null));
        happens(new PreferencesSet(Json.EMPTY_OBJECT));
        assertThat(index.standing(SESSION)).contains(new Standing(0, at(6), 6));

        happens(new StateExpired("k"));
        happens(new ConversationExpired(T));
        assertThat(index.standing(SESSION)).contains(new Standing(0, at(6), 8));
    }

    @Test
    void a_reset_sets_the_turns_back() {
        happens(message(Role.USER));
        happens(new SessionReset());
        happens(message(Role.USER));

        assertThat(index.standing(SESSION)).contains(new Standing(1, at(5), 5));
    }

    @Test
    void what_has_ended_is_forgotten() {
        happens(new SessionEnded(Reason.REQUESTED));
        happens(message(Role.USER));
        happens(new ConversationDeleted());

        assertThat(index.standing(SESSION)).isEmpty();
        assertThat(index.standing(CONVERSATION)).isEmpty();
        assertThat(due(Kind.SESSION)).isEmpty();
        assertThat(due(Kind.CONVERSATION)).isEmpty();
    }

    @Test
    void what_is_reopened_begins_anew() {
        happens(message(Role.USER));
        happens(new ConversationExpired(T));
        happens(new SessionExpired(T));
        happens(new SessionReopened(Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, Ttl.NEVER));
        happens(new ConversationReopened(1, null, Json.EMPTY_OBJECT, TEN_SECONDS, 20, true));

        assertThat(index.standing(SESSION)).contains(new Standing(0, at(7), 7));
        assertThat(due(Kind.SESSION)).isEmpty();
        assertThat(due(Kind.CONVERSATION)).containsExactly(CONVERSATION.toString());
    }

    @Test
    void nothing_is_due_before_its_time() {
        assertThat(index.takeDue(Kind.SESSION, at(11), 10)).isEmpty();
        assertThat(index.takeDue(Kind.SESSION, at(12), 10))
                .extracting(Due::aggregateId)
                .containsExactly(SESSION.toString());
    }

    @Test
    void activity_puts_off_what_is_due() {
        happens(message(Role.USER));

        assertThat(index.takeDue(Kind.CONVERSATION, at(12), 10)).isEmpty();
        assertThat(index.takeDue(Kind.CONVERSATION, at(13), 10)).hasSize(1);
    }

    @Test
    void a_shorter_time_to_live_brings_it_forward() {
        happens(new ConversationEvent.MetadataSet(null, Ttl.parse("PT2S"), null, null));

        assertThat(index.takeDue(Kind.CONVERSATION, at(5), 10)).hasSize(1);
        assertThat(due(Kind.CONVERSATION)).isEmpty();
    }

    @Test
    void what_is_due_is_given_out_once_until_it_is_given_back() {
        List<Due> taken = index.takeDue(Kind.SESSION, END_OF_TIME, 10);
        assertThat(due(Kind.SESSION)).isEmpty();

        index.giveBack(Kind.SESSION, taken);
        index.giveBack(Kind.SESSION, taken);

        assertThat(due(Kind.SESSION)).containsExactly(SESSION.toString());
    }

    @Test
    void what_went_meanwhile_does_not_come_back() {
        List<Due> taken = index.takeDue(Kind.SESSION, END_OF_TIME, 10);
        happens(new SessionExpired(T));

        index.giveBack(Kind.SESSION, taken);

        assertThat(due(Kind.SESSION)).isEmpty();
    }

    @Test
    void keys_are_due_by_their_last_time_to_live() {
        happens(new StateSet("once", at(20), Json.trusted("1")));
        happens(new StateSet("longer", at(20), Json.trusted("1")));
        happens(new StateSet("longer", at(40), Json.trusted("1")));
        happens(new StateSet("shorter", at(40), Json.trusted("1")));
        happens(new StateSet("shorter", at(20), Json.trusted("1")));
        happens(new StateSet("for-ever", at(20), Json.trusted("1")));
        happens(new StateSet("for-ever", null, Json.trusted("1")));
        happens(new StateSet("removed", at(20), Json.trusted("1")));
        happens(new StateRemoved("removed"));

        assertThat(index.takeDue(Kind.STATE_KEY, at(20), 10))
                .extracting(Due::key)
                .containsExactlyInAnyOrder("once", "shorter");
        assertThat(index.takeDue(Kind.STATE_KEY, at(40), 10))
                .extracting(Due::key)
                .containsExactly("longer");
    }

    @Test
    void state_of_users_is_due_by_its_last_time_to_live() {
        happens(new UserStateSet("once", at(20), Json.trusted("1")));
        happens(new UserStateSet("longer", at(20), Json.trusted("1")));
        happens(new UserStateSet("longer", at(40), Json.trusted("1")));
        happens(new UserStateSet("for-ever", at(20), Json.trusted("1")));
        happens(new UserStateSet("for-ever", null, Json.trusted("1")));
        happens(new UserStateSet("removed", at(20), Json.trusted("1")));
        happens(new UserStateRemoved("removed"));
        happens(new ProfileSet(Json.EMPTY_OBJECT));
        happens(new ProfileRemoved());

        List<Due> taken = index.takeDue(Kind.USER_STATE_KEY, at(20), 10);

        assertThat(taken).extracting(Due::key).containsExactly("once");
        index.giveBack(Kind.USER_STATE_KEY, taken);
        assertThat(index.takeDue(Kind.USER_STATE_KEY, at(20), 10)).hasSize(1);
        happens(new UserStateExpired("once"));
        index.giveBack(Kind.USER_STATE_KEY, taken);
        assertThat(index.takeDue(Kind.USER_STATE_KEY, END_OF_TIME, 10))
                .extracting(Due::key)
                .containsExactly("longer");
    }

    @Test
    void an_entry_is_due_by_its_last_time_to_live() {
        happens(new EntryPut(at(20), Json.trusted("1")));
        happens(new EntryPut(at(10), Json.trusted("1")));
        assertThat(index.takeDue(Kind.ENTRY, at(10), 10)).hasSize(1);

        happens(new EntryExpired());
        happens(new EntryPut(null, Json.trusted("1")));
        assertThat(due(Kind.ENTRY)).isEmpty();

        happens(new EntryPut(at(20), Json.trusted("1")));
        happens(new EntryRemoved());
        assertThat(due(Kind.ENTRY)).isEmpty();
    }

    @Test
    void a_reset_forgets_the_keys() {
        happens(new StateSet("k", at(20), Json.trusted("1")));
        happens(new SessionReset());

        assertThat(due(Kind.STATE_KEY)).isEmpty();
    }

    @Test
    void idle_sessions_are_those_of_the_tenant() {
        assertThat(index.idleSessions("acme", TEN_SECONDS, at(12))).containsExactly(SESSION);
        assertThat(index.idleSessions("acme", TEN_SECONDS, at(11))).isEmpty();
        assertThat(index.idleSessions("acm", TEN_SECONDS, at(12))).isEmpty();
    }

    @Test
    void it_goes_on_where_it_was() {
        happens(new CurrentSessionSet("s"));

        assertThat(index.resumeAfter()).isEqualTo(3);
        assertThat(index.name()).isEqualTo("activity");
    }

    private List<String> due(Kind kind) {
        return index.takeDue(kind, END_OF_TIME, 10).stream().map(Due::aggregateId).toList();
    }

    private static MessageAppended message(Role role) {
        return new MessageAppended("m", 1, role, 1, Json.EMPTY_OBJECT);
    }

    private static Instant at(long second) {
        return T.plusSeconds(second);
    }

    private void happens(Object event) {
        position++;
        AggregateId id =
                switch (event) {
                    case SessionEvent _ -> SESSION;
                    case ConversationEvent _ -> CONVERSATION;
                    case EntryEvent _ -> AggregateId.entry("acme", "flights", "LH1");
                    default -> AggregateId.user("acme", "ann");
                };
        String context = event instanceof ConversationEvent ? SESSION.toString() : null;
        index.apply(
                List.of(
                        new RecordedEvent(
                                position,
                                "event",
                                "acme",
                                position,
                                id.type(),
                                id.toString(),
                                0,
                                "type",
                                1,
                                at(position),
                                "ann",
                                context,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                new byte[0],
                                () -> new byte[0],
                                () -> event)));
    }
}
