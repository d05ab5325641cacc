package dev.hansard.benchmarks.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Ids;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.events.EventFormat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SeedTest {

    @Test
    void conversations_go_on_at_once_and_each_begins_with_its_creation() {
        List<SeedEvent> events = Seed.conversations(2, 3).events().toList();

        assertThat(events).hasSize(8);
        assertThat(events)
                .extracting(event -> event.aggregate().id() + " " + event.sequence())
                .containsExactly(
                        "talk-0 0",
                        "talk-1 0",
                        "talk-0 1",
                        "talk-1 1",
                        "talk-0 2",
                        "talk-1 2",
                        "talk-0 3",
                        "talk-1 3");
        assertThat(events.getFirst().payload()).isInstanceOf(ConversationCreated.class);
        assertThat(events.getLast().payload())
                .isInstanceOfSatisfying(
                        MessageAppended.class,
                        message -> {
                            assertThat(message.sequence()).isEqualTo(3);
                            assertThat(message.messageId()).isEqualTo(events.getLast().dedupeKey());
                        });
    }

    @Test
    void every_event_has_the_format_of_the_log() {
        assertThat(Seed.conversations(1, 1).events())
                .allSatisfy(event -> EventFormat.CURRENT.write(event.payload()));
        assertThat(Seed.sessions(2).events())
                .hasSize(2)
                .allSatisfy(event -> EventFormat.CURRENT.write(event.payload()));
    }

    @Test
    void a_message_has_300_characters_and_an_id_that_the_server_could_have_made() {
        assertThat(Messages.text()).hasSize(300);
        assertThat(Messages.json().size()).isEqualTo(300 + "{'role':'user','content':''}".length());
        assertThat(MadeId.message()).hasSize(28).matches(Ids::isValid);
    }
}
