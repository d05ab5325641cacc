package dev.hansard.command.conversation;

import dev.hansard.api.Ids;
import dev.hansard.api.Refusal;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;
import dev.hansard.api.json.JsonMembers;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads messages that a client sent: what the server must know of them, and that the rest has the
 * shape of the OpenAI chat format. The message itself is kept as it came.
 */
final class MessageReader {

    /** What reads add to a message; a client's own would be hidden by them. */
    private static final List<String> RESERVED = List.of("sequence", "position", "at", "from");

    private static final String ROLES = "must be system, developer, user, assistant or tool";

    private MessageReader() {}

    /**
     * Reads the list at {@code /messages}.
     *
     * @throws Refusal if one of them breaks a rule
     */
    static List<NewMessage> read(List<Json> messages) {
        return IntStream.range(0, messages.size())
                .mapToObj(i -> read(messages.get(i), "/messages/" + i))
                .toList();
    }

    private static NewMessage read(Json message, String pointer) {
        if (!message.isObject()) {
            throw Refusal.invalid(pointer, "must be an object");
        }
        Map<String, Json> members = JsonMembers.of(message);
        for (String name : RESERVED) {
            if (members.containsKey(name)) {
                throw Refusal.invalid(pointer + "/" + name, "is the server's to set");
            }
        }
        Role role = role(members.get("role"), pointer + "/role");
        String id = messageId(members.get("messageId"), pointer + "/messageId");
        check(members, "content", "\"[n", "must be a string, an array or null", pointer);
        check(members, "tool_calls", "[n", "must be an array or null", pointer);
        check(members, "tool_call_id", "\"n", "must be a string or null", pointer);
        return new NewMessage(id, role, message);
    }

    private static Role role(@Nullable Json given, String pointer) {
        String name = text(given);
        Role role = name == null ? null : Role.find(name);
        if (role == null) {
            throw Refusal.invalid(pointer, ROLES);
        }
        return role;
    }

    private static String messageId(@Nullable Json given, String pointer) {
        if (given == null) {
            return MadeIds.message();
        }
        String id = text(given);
        if (id == null || !Ids.isValid(id)) {
            throw Refusal.invalid(pointer, "must be " + Ids.RULE);
        }
        return id;
    }

    /** The text of a string; with escapes as they are, which no role and no id has. */
    private static @Nullable String text(@Nullable Json value) {
        if (value == null || value.utf8()[0] != '"') {
            return null;
        }
        String quoted = value.toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    /**
     * Checks the type of a member by the first character of its value.
     *
     * @param first the characters it may begin with
     */
    private static void check(
            Map<String, Json> members, String name, String first, String rule, String pointer) {
        Json value = members.get(name);
        if (value != null && first.indexOf(value.utf8()[0]) < 0) {
            throw Refusal.invalid(pointer + "/" + name, rule);
        }
    }
}
