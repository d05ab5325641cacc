package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.allinone.e2e.ModelTalk.Said;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Conversations, forks of them and forks of forks, whatever is asked of them and in whatever order.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForkModelTest {

    private static final int STEPS = 120;
    private static final String[] ROLES = {"user", "user", "assistant", "system"};

    private final HansardClient client = InProcessHansard.shared().client();
    private final List<ModelTalk> talks = new ArrayList<>();
    private Random random;
    private String user;
    private Answer latest;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void forks_are_what_copies_would_be_but_for_what_is_removed_where_it_was_said(long seed) {
        random = new Random(seed);
        user = "fork-model-" + seed;
        var root = ModelTalk.named(user + "-0");
        latest =
                client.put("/v1/conversations/" + root.id, "{\"userId\":\"" + user + "\"}")
                        .expect(201);
        talks.add(root);
        for (int step = 0; step < STEPS; step++) {
            step(any(talks));
            check(any(talks));
        }
        talks.forEach(this::check);
        checkUser();
    }

    private void step(ModelTalk talk) {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> remove(talk);
            case 3, 4 -> compact(talk);
            case 5, 6 -> undo(talk);
            case 7 -> clear(talk);
            case 8, 9 -> fork(talk);
            default -> say(talk);
        }
    }

    private void say(ModelTalk talk) {
        List<String> roles =
                IntStream.rangeClosed(0, random.nextInt(4))
                        .mapToObj(i -> ROLES[random.nextInt(ROLES.length)])
                        .toList();
        latest =
                client.append(
                                talk.id,
                                roles.stream()
                                        .map("{\"role\":\"%s\",\"content\":\"x\"}"::formatted)
                                        .toArray(String[]::new))
                        .expect(201);
        for (int i = 0; i < roles.size(); i++) {
            JsonNode place = latest.json().get("messages").get(i);
            talk.says(
                    place.get("messageId").asString(),
                    roles.get(i),
                    place.get("position").asLong());
            assertThat(place.get("sequence").asLong()).isEqualTo(talk.last());
        }
        assertThat(latest.json().get("turnCount").asLong()).isEqualTo(talk.turns());
    }

    private void remove(ModelTalk talk) {
        if (!talk.messages().isEmpty()) {
            Said said = any(talk.messages());
            String path = "/v1/conversations/" + talk.id + "/messages/" + said.id();
            if (talk.removable().contains(said)) {
                latest = client.delete(path).expect(204);
                talk.removes(said);
            } else {
                client.delete(path).expectProblem(422, "inherited");
            }
        }
    }

    private void compact(ModelTalk talk) {
        int shown = talk.window().size();
        int keepLast = random.nextInt(shown + 1);
        String summary = "up to " + talk.last();
        String body = "{\"summary\":\"%s\",\"keepLast\":%d}".formatted(summary, keepLast);
        Answer answer = client.post("/v1/conversations/" + talk.id + "/compact", body);
        if (keepLast == shown) {
            answer.expectProblem(422, "nothing-to-compact");
        } else {
            latest = answer.expect(204);
            talk.compacts(summary, keepLast);
        }
    }

    private void undo(ModelTalk talk) {
        Answer answer = client.post("/v1/conversations/" + talk.id + "/compact/undo", "");
        if (talk.undoes()) {
            latest = answer.expect(204);
        } else {
            answer.expectProblem(422, "nothing-to-undo");
        }
    }

    private void clear(ModelTalk talk) {
        if (random.nextInt(3) == 0) {
            latest = client.post("/v1/conversations/" + talk.id + "/clear", "").expect(204);
            talk.clears();
        }
    }

    private void fork(ModelTalk talk) {
        if (talk.last() == 0 || talks.size() > 12) {
            return;
        }
        long at = random.nextBoolean() ? talk.last() : 1 + random.nextLong(talk.last());
        String id = user + "-" + talks.size();
        latest =
                client.post(
                                "/v1/conversations/" + talk.id + "/fork",
                                "{\"conversationId\":\"%s\",\"at\":%d}".formatted(id, at))
                        .expect(201);
        ModelTalk child = talk.forkedAs(id, at);
        talks.add(child);
        checkCounts(child, latest.json());
    }

    private void check(ModelTalk talk) {
        HansardClient reader = client.after(latest);
        String path = "/v1/conversations/" + talk.id;
        checkCounts(talk, reader.get(path).expect(200).json());
        String order = random.nextBoolean() ? "asc" : "desc";
        List<String> all = text(talk, talk.messages());
        assertThat(pages(reader, path + "/messages?limit=7&order=" + order))
                .as("%s %s", talk.id, order)
                .isEqualTo(order.equals("asc") ? all : all.reversed());
        List<Said> shown = talk.window();
        for (int most : new int[] {5, 1_000}) {
            JsonNode window = reader.get(path + "/window?messages=" + most).expect(200).json();
            int count = Math.min(most, shown.size());
            assertThat(text(window.get("messages")))
                    .isEqualTo(text(talk, shown.subList(shown.size() - count, shown.size())));
            assertThat(window.get("turnCount").asLong()).isEqualTo(talk.turns());
            assertThat(window.has("truncated")).isEqualTo(count < shown.size());
        }
    }

    private void checkCounts(ModelTalk talk, JsonNode shown) {
        assertThat(shown.get("messageCount").asLong()).isEqualTo(talk.messages().size());
        assertThat(shown.get("turnCount").asLong()).isEqualTo(talk.turns());
        assertThat(shown.path("summary").asString(null)).isEqualTo(talk.summary());
    }

    private void checkUser() {
        List<String> own =
                talks.stream()
                        .flatMap(talk -> talk.own().stream())
                        .sorted(Comparator.comparingLong(Said::position))
                        .map(Said::id)
                        .toList();
        for (int limit : new int[] {3, 20, 100}) {
            Answer answer =
                    client.after(latest).get("/v1/users/" + user + "/messages?limit=" + limit);
            assertThat(answer.data())
                    .extracting(message -> message.get("messageId").asString())
                    .isEqualTo(own.subList(Math.max(0, own.size() - limit), own.size()));
        }
    }

    private static List<String> pages(HansardClient reader, String path) {
        List<String> all = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonNode page = reader.get(path + after).expect(200).json();
            all.addAll(text(page.get("data")));
            after =
                    page.get("hasMore").asBoolean()
                            ? "&after=" + page.get("next").asString()
                            : null;
        }
        return all;
    }

    private static List<String> text(JsonNode messages) {
        return StreamSupport.stream(messages.spliterator(), false)
                .map(
                        message ->
                                message.get("sequence").asLong()
                                        + " "
                                        + message.get("messageId").asString()
                                        + " @"
                                        + message.get("position").asLong()
                                        + " "
                                        + message.path("from").asString("own"))
                .toList();
    }

    private static List<String> text(ModelTalk talk, List<Said> messages) {
        return messages.stream()
                .map(
                        said ->
                                said.sequence()
                                        + " "
                                        + said.id()
                                        + " @"
                                        + said.position()
                                        + " "
                                        + (said.origin() == talk ? "own" : said.origin().id))
                .toList();
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
