package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.conversation.Role;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageFieldsTest {

    @Test
    void calls_are_the_ids_of_an_assistants_tool_calls() {
        assertThat(
                        read(
                                        Role.ASSISTANT,
                                        "{'tool_calls':[{'id':'a','function':{'id':'no'}},7,[{'id':'no'}],{'type':'x'},{'id':3},{'id':'b'}]}")
                                .calls())
                .containsExactly("a", "b");
        assertThat(read(Role.USER, "{'tool_calls':[{'id':'a'}]}").calls()).isEmpty();
        assertThat(read(Role.ASSISTANT, "{'x':{'tool_calls':[{'id':'a'}]}}").calls()).isEmpty();
        assertThat(read(Role.ASSISTANT, "{'tool_calls':null}").calls()).isEmpty();
    }

    @Test
    void a_result_names_its_call() {
        assertThat(read(Role.TOOL, "{'tool_call_id':'a','content':'x'}").calls())
                .containsExactly("a");
        assertThat(read(Role.TOOL, "{'content':{'tool_call_id':'a'}}").calls()).isEmpty();
        assertThat(read(Role.TOOL, "{'tool_call_id':7}").calls()).isEmpty();
    }

    @Test
    void the_clients_own_message_id_is_seen_also_where_its_name_is_escaped() {
        assertThat(read(Role.USER, "{'messageId':'m'}").hasMessageId()).isTrue();
        assertThat(read(Role.USER, "{'message\\u0049d':'m'}").hasMessageId()).isTrue();
        assertThat(read(Role.ASSISTANT, "{'tool\\u005fcalls':[{'id':'a'}]}").calls())
                .containsExactly("a");
        assertThat(read(Role.USER, "{'content':{'messageId':'m'}}").hasMessageId()).isFalse();
        assertThat(read(Role.USER, "{'content':'messageId'}").hasMessageId()).isFalse();
    }

    @Test
    void a_message_is_read_whatever_the_size_of_its_parts() {
        String much = "x".repeat(60_000);

        assertThat(read(Role.TOOL, "{'" + much + "':1,'tool_call_id':'a'}").calls())
                .containsExactly("a");
    }

    private static MessageFields read(Role role, String message) {
        return MessageFields.read(role, message.replace('\'', '"').getBytes(UTF_8));
    }
}
