package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** What a client sends comes back byte for byte, wherever it is kept. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LosslessTest {

    private final HansardClient client = InProcessHansard.shared().client();

    @BeforeAll
    static void open() {
        HansardClient client = InProcessHansard.shared().client();
        client.post("/v1/sessions", "{\"userId\":\"exact\",\"sessionId\":\"exact-desk\"}")
                .expect(201);
        client.put("/v1/conversations/exact", "{\"userId\":\"exact\"}").expect(201);
    }

    static Stream<String> values() {
        return Stream.of(
                "1e400",
                "-1E-400",
                "12345678901234567890",
                "1.10",
                "0.1000000000000000055511151231257827",
                "\"12345678901234567890\"",
                "\"1.10\"",
                "null",
                "[null,{\"z\":null,\"a\":1,\"m\":[]}]",
                "{\"\":{\"b\":1.0,\"a\":-0.0}}",
                "\"NUL \\u0000 in the middle\"",
                "\"emoji \uD83E\uDD99 and \u00e9, \u4f60\u597d, \u0627\u0644\"",
                "\"\\\"quotes\\\", \\\\ and a/b \\n\\t\"");
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_the_same_in_a_message_in_state_and_in_metadata(String value) {
        String message = "{\"role\":\"user\",\"content\":\"c\",\"zz\":" + value + ",\"aa\":1}";
        Answer appended = client.append("exact", message).expect(201);
        Answer set =
                client.put("/v1/sessions/exact-desk/state/k", "{\"value\":" + value + "}")
                        .expect(204);
        // In metadata a null at the top removes, so the value goes a level deeper, into a list.
        String metadata = "{\"kept\":[" + value + "]}";
        Answer patched =
                client.patch("/v1/conversations/exact", "{\"metadata\":" + metadata + "}")
                        .expect(204);

        String asSent = message.substring(0, message.length() - 1);
        assertThat(read(appended, "/v1/conversations/exact/window?messages=1")).contains(asSent);
        assertThat(read(appended, "/v1/conversations/exact/messages?order=desc&limit=1"))
                .contains(asSent);
        assertThat(read(appended, "/v1/users/exact/messages?limit=1")).contains(asSent);
        assertThat(read(set, "/v1/sessions/exact-desk/state/k"))
                .isEqualTo("{\"key\":\"k\",\"value\":" + value + "}");
        assertThat(read(set, "/v1/sessions/exact-desk")).contains("\"k\":" + value + "}");
        assertThat(read(patched, "/v1/conversations/exact")).contains("\"metadata\":" + metadata);
        assertThat(read(patched, "/v1/audit/events?conversationId=exact&order=desc&limit=2"))
                .contains(asSent, metadata);
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_the_same_in_the_state_and_profile_of_a_user_and_in_a_table(String value) {
        String profile = "{\"z\":\"01\",\"kept\":[" + value + "],\"a\":null}";
        Answer set = client.put("/v1/users/exact/state/k", "{\"value\":" + value + "}").expect(204);
        Answer put = client.put("/v1/users/exact/profile", profile).expect(204);
        Answer one = client.put("/v1/tables/exact/one", "{\"value\":" + value + "}").expect(204);
        Answer many =
                client.post(
                                "/v1/tables/exact",
                                "{\"entries\":[{\"key\":\"two\",\"value\":" + value + "}]}")
                        .expect(204);

        assertThat(read(set, "/v1/users/exact/state/k"))
                .isEqualTo("{\"key\":\"k\",\"value\":" + value + "}");
        assertThat(read(set, "/v1/users/exact/state"))
                .isEqualTo("{\"data\":[{\"key\":\"k\",\"value\":" + value + "}]}");
        assertThat(read(put, "/v1/users/exact/profile")).contains("\"profile\":" + profile + ",");
        assertThat(read(one, "/v1/tables/exact/one"))
                .isEqualTo("{\"key\":\"one\",\"value\":" + value + "}");
        assertThat(read(many, "/v1/tables/exact"))
                .startsWith(
                        "{\"data\":[{\"key\":\"one\",\"value\":"
                                + value
                                + "},{\"key\":\"two\",\"value\":"
                                + value
                                + "}],");
        Answer patched = client.patch("/v1/users/exact/profile", "{\"z\":2}").expect(204);
        assertThat(read(patched, "/v1/users/exact/profile"))
                .contains("\"profile\":" + profile.replace("\"01\"", "2") + ",");
        assertThat(read(patched, "/v1/audit/events?type=EntryPut&order=desc&limit=100"))
                .contains("\"value\":" + value + "}");
    }

    @Test
    void an_OpenAI_message_comes_back_unchanged_with_the_servers_fields_behind() {
        String call =
                """
                {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",\
                "function":{"name":"f","arguments":"{\\"n\\": 1.10, \\"s\\": \\"\\"}"}}],\
                "refusal":null,"unknown":{"x":[1e400]}}""";
        String result = "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"\"}";
        Answer appended = client.append("exact", call, result).expect(201);

        String window = read(appended, "/v1/conversations/exact/window?messages=2");

        assertThat(window)
                .contains(call.substring(0, call.length() - 1) + ",\"messageId\":")
                .contains(result.substring(0, result.length() - 1) + ",\"messageId\":");
        assertThat(Json.tree(window).get("messages")).hasSize(2);
    }

    @Test
    void a_number_of_a_thousand_characters_keeps_every_digit() {
        String number = "9".repeat(1_000);
        Answer set =
                client.put("/v1/sessions/exact-desk/state/long", "{\"value\":" + number + "}")
                        .expect(204);

        assertThat(read(set, "/v1/sessions/exact-desk/state/long")).contains(number);
    }

    private String read(Answer written, String path) {
        return client.after(written).get(path).expect(200).body();
    }
}
