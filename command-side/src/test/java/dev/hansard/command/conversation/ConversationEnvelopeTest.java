package dev.hansard.command.conversation;

import static dev.hansard.api.conversation.Role.USER;
import static dev.hansard.command.conversation.Talk.HOUR;
import static dev.hansard.command.conversation.Talk.ID;
import static dev.hansard.command.conversation.Talk.T;
import static dev.hansard.command.conversation.Talk.after;
import static dev.hansard.command.conversation.Talk.said;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.json.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConversationEnvelopeTest {

    private static final Map<String, String> OF_SESSION_1 =
            Map.of("tenant", "acme", "userId", "ann", "context", "acme/session/s1");

    private final ConversationCreated created =
            new ConversationCreated("ann", "s1", Json.EMPTY_OBJECT, HOUR, 20, true);
    private final Conversation live = after(created, said(1, USER, 1));

    @Test
    void names_tenant_user_and_session() {
        assertThat(envelope(Conversation.NOT_CREATED, created)).isEqualTo(OF_SESSION_1);
        assertThat(envelope(live, new ConversationExpired(T))).isEqualTo(OF_SESSION_1);
        assertThat(
                        envelope(
                                Conversation.NOT_CREATED,
                                new ConversationForked(
                                        "c0",
                                        "ann",
                                        "s1",
                                        Json.EMPTY_OBJECT,
                                        HOUR,
                                        20,
                                        true,
                                        Inheritance.NONE)))
                .isEqualTo(OF_SESSION_1);
    }

    @Test
    void a_message_and_its_removal_can_each_be_there_once() {
        assertThat(envelope(live, said(2, USER, 2)))
                .containsEntry("dedupeKey", "m2")
                .containsAllEntriesOf(OF_SESSION_1);
        assertThat(envelope(live, new MessageRemoved("m1", 1, USER, 0)))
                .containsEntry("dedupeKey", "removed/m1")
                .containsAllEntriesOf(OF_SESSION_1);
    }

    @Test
    void a_reopened_one_belongs_to_the_session_it_names_now() {
        Conversation expired = Conversation.evolve(live, new ConversationExpired(T), T);

        assertThat(envelope(expired, reopened("s2")))
                .containsEntry("userId", "ann")
                .containsEntry("context", "acme/session/s2");
        assertThat(envelope(expired, reopened(null))).doesNotContainKey("context");
    }

    private static ConversationReopened reopened(String sessionId) {
        return new ConversationReopened(1, sessionId, Json.EMPTY_OBJECT, HOUR, 20, true);
    }

    private static Map<String, String> envelope(Conversation before, ConversationEvent event) {
        return ConversationEnvelope.of(ID, before, event);
    }
}
