package dev.hansard.command.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.command.CommandNode;
import dev.hansard.command.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Expiry when the node that does it changes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LeaseTest {

    private final SettableClock clock = new SettableClock();

    @Test
    void the_next_node_takes_over_when_the_first_one_stops() {
        try (TestDatabase database = TestDatabase.create()) {
            CommandNode first = CommandNode.start(database.url(), clock);
            try (CommandNode next = CommandNode.start(database.url(), clock)) {
                conversation(next, "early", "PT5S");
                conversation(next, "late", "PT1M");
                clock.advance(Duration.ofSeconds(6));
                await().until(() -> expired(next) == 1);

                first.close();
                clock.advance(Duration.ofMinutes(1));

                await().untilAsserted(() -> assertThat(expired(next)).isEqualTo(2));
            } finally {
                first.close();
            }
        }
    }

    private static long expired(CommandNode node) {
        return node.count("conversation.ConversationExpired");
    }

    private static void conversation(CommandNode node, String id, String ttl) {
        node.api()
                .put(
                        "/v1/conversations/" + id,
                        "{\"userId\":\"ann\",\"ttl\":\"%s\"}".formatted(ttl))
                .expect(201);
    }
}
