package dev.hansard.query.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One message as it is sent to readers: the client's object with what the server knows of it put
 * behind, as bytes that are held once and copied never.
 *
 * @param position of its event: the order over all conversations
 * @param sequence its ordinal in the conversation
 * @param calls ids of the tool calls it makes (assistant) or answers (tool, one); else empty
 * @param json ready to send
 * @param sent how many bytes of it are the client's: its object without the closing brace
 */
record Message(long position, long sequence, Role role, List<String> calls, byte[] json, int sent) {

    static Message of(RecordedEvent recorded) {
        return of(recorded, null);
    }

    /**
     * @param from the conversation in which it was said if it is shown in another one
     */
    static Message of(RecordedEvent recorded, @Nullable String from) {
        MessageAppended appended = (MessageAppended) recorded.payload();
        long position = recorded.position();
        byte[] sent = appended.message().utf8();
        MessageFields fields = MessageFields.read(appended.role(), sent);
        var added = new StringBuilder(96);
        if (!fields.hasMessageId()) {
            added.append(",\"messageId\":\"").append(appended.messageId()).append('"');
        }
        added.append(",\"sequence\":").append(appended.sequence());
        added.append(",\"position\":").append(position);
        added.append(",\"at\":\"").append(recorded.recordedAt()).append('"');
        if (from != null) {
            added.append(",\"from\":\"").append(from).append('"');
        }
        added.append('}');
        byte[] tail = added.toString().getBytes(UTF_8);
        int kept = sent.length - 1;
        byte[] json = new byte[kept + tail.length];
        System.arraycopy(sent, 0, json, 0, kept);
        System.arraycopy(tail, 0, json, kept, tail.length);
        return new Message(
                position, appended.sequence(), appended.role(), fields.calls(), json, kept);
    }

    /** The client's object as it was sent. */
    String asSent() {
        return new String(json, 0, sent, UTF_8) + "}";
    }

    /** Whether it instructs the model rather than being said to it. */
    boolean instructs() {
        return role == Role.SYSTEM || role == Role.DEVELOPER;
    }

    boolean makesCalls() {
        return role == Role.ASSISTANT && !calls.isEmpty();
    }

    boolean answersCall() {
        return role == Role.TOOL;
    }
}
