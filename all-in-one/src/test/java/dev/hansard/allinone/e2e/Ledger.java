package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.hansard.allinone.e2e.Writers.Command;
import dev.hansard.allinone.e2e.Writers.Said;

import tools.jackson.databind.JsonNode;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Holds what Hansard has kept against what its clients were told. */
final class Ledger {

    private Ledger() {}

    /** The order of the log, in all three ways in which it is counted. */
    static void hasNoGap(ExternalPostgres postgres) throws SQLException {
        assertThat(
                        postgres.number(
                                """
                                select count(*) from log_head
                                 where position = (select count(*) from event)
                                   and position = (select max(position) from event)"""))
                .as("positions are 1, 2, 3, … up to the head")
                .isOne();
        assertThat(
                        postgres.number(
                                """
                                select count(*) from (select aggregate_id from event
                                 group by aggregate_id having count(*) <> max(sequence) + 1)"""))
                .as("aggregates with a gap in their events")
                .isZero();
        assertThat(
                        postgres.number(
                                """
                                select count(*) from tenant_head head
                                 where sequence <> (select count(*) from event
                                                     where event.tenant = head.tenant)"""))
                .as("tenants with a gap in their events")
                .isZero();
    }

    /**
     * Every message that was answered for is there once, at its place; every command that was given
     * up is there whole, once, or not at all; and nothing else is there.
     */
    static void isKept(Writers writers, Map<String, List<JsonNode>> histories) {
        Map<String, List<Said>> said =
                writers.said().stream().collect(groupingBy(Said::conversation));
        Map<String, List<Command>> givenUp =
                writers.givenUp().stream().collect(groupingBy(Command::conversation));
        histories.forEach(
                (conversation, history) ->
                        isKept(
                                said.getOrDefault(conversation, List.of()),
                                givenUp.getOrDefault(conversation, List.of()),
                                history));
    }

    private static void isKept(List<Said> said, List<Command> givenUp, List<JsonNode> history) {
        assertThat(history)
                .extracting(message -> message.get("sequence").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
        Map<String, JsonNode> kept =
                history.stream()
                        .collect(toMap(message -> message.get("content").asString(), m -> m));
        assertThat(said)
                .allSatisfy(
                        each -> {
                            JsonNode message = kept.get(each.content());
                            assertThat(message).as("kept: %s", each).isNotNull();
                            assertThat(message.get("sequence").asLong()).isEqualTo(each.sequence());
                            assertThat(message.get("position").asLong()).isEqualTo(each.position());
                        });
        Set<String> unexplained = new HashSet<>(kept.keySet());
        said.forEach(each -> unexplained.remove(each.content()));
        for (Command command : givenUp) {
            if (unexplained.removeAll(command.contents())) {
                assertThat(kept.keySet()).as("whole").containsAll(command.contents());
            }
        }
        assertThat(unexplained).as("messages that nobody sent").isEmpty();
    }

    /** What the caches answer is what the log says. */
    static void viewsAreTheLog(
            HansardClient client,
            Map<String, List<JsonNode>> histories,
            Map<String, String> users) {
        Map<String, List<JsonNode>> ofUser = new HashMap<>();
        histories.forEach(
                (conversation, history) -> {
                    assertThat(
                                    client.get("/v1/conversations/" + conversation + "/window")
                                            .expect(200)
                                            .json()
                                            .get("messages")
                                            .valueStream())
                            .containsExactlyElementsOf(last20(history));
                    ofUser.merge(users.get(conversation), history, Ledger::inOrder);
                });
        ofUser.forEach(
                (user, all) ->
                        assertThat(client.get("/v1/users/" + user + "/messages").expect(200).data())
                                .containsExactlyElementsOf(last20(all)));
    }

    private static List<JsonNode> last20(List<JsonNode> messages) {
        return messages.subList(Math.max(0, messages.size() - 20), messages.size());
    }

    private static List<JsonNode> inOrder(List<JsonNode> some, List<JsonNode> others) {
        return Stream.concat(some.stream(), others.stream())
                .sorted(Comparator.comparing(m -> m.get("position").asLong()))
                .toList();
    }
}
