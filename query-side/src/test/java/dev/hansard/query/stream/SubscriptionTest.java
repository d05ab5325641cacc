package dev.hansard.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.stream.Subscription.State;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What waits for one client. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SubscriptionTest {

    private static final EventFilter OF_ANN =
            new EventFilter("t1", "ann", null, null, List.of(), null, false);
    private static final StreamSettings THREE_OR_100_BYTES =
            new StreamSettings(1, 3, DataSize.ofBytes(100), Duration.ofSeconds(15));

    private final Subscription subscription = new Subscription(OF_ANN, 7, THREE_OR_100_BYTES);

    private static LiveEvent event(long position, String user, int bytes) {
        return new LiveEvent(
                new RecordedEvent(
                        position,
                        "0",
                        "t1",
                        position,
                        "conversation",
                        "t1/conversation/a",
                        0,
                        "conversation.ConversationDeleted",
                        1,
                        Instant.EPOCH,
                        user,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new byte[0],
                        () -> new byte[bytes],
                        Object::new));
    }

    private LiveEvent next() throws InterruptedException {
        return subscription.next(Duration.ZERO);
    }

    @Test
    void what_is_wanted_waits_in_order() throws Exception {
        LiveEvent first = event(8, "ann", 1);
        LiveEvent third = event(10, "ann", 1);
        subscription.give(first);
        subscription.give(event(9, "ben", 1));
        subscription.give(third);

        assertThat(next()).isSameAs(first);
        assertThat(next()).isSameAs(third);
        assertThat(next()).isNull();
        assertThat(subscription.state()).isEqualTo(State.OPEN);
    }

    @Test
    void one_event_too_many_cuts_it_off() throws Exception {
        for (int i = 8; i <= 10; i++) {
            subscription.give(event(i, "ann", 1));
        }
        assertThat(subscription.state()).isEqualTo(State.OPEN);

        subscription.give(event(11, "ann", 1));

        assertThat(subscription.state()).isEqualTo(State.OVERRUN);
        assertThat(next()).isNull();
    }

    @Test
    void too_many_bytes_cut_it_off_and_what_was_taken_makes_room() throws Exception {
        subscription.give(event(8, "ann", 60));
        assertThat(next()).isNotNull();
        subscription.give(event(9, "ann", 60));
        assertThat(subscription.state()).isEqualTo(State.OPEN);

        subscription.give(event(10, "ann", 41));

        assertThat(subscription.state()).isEqualTo(State.OVERRUN);
    }

    @Test
    void one_event_alone_may_be_larger_than_what_may_wait() throws Exception {
        LiveEvent large = event(8, "ann", 1_000);
        subscription.give(large);

        assertThat(next()).isSameAs(large);
    }

    @Test
    void closing_ends_a_wait() throws Exception {
        Thread waiting =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        subscription.next(Duration.ofMinutes(1));
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });

        subscription.close();

        assertThat(waiting.join(Duration.ofSeconds(20))).isTrue();
        assertThat(subscription.state()).isEqualTo(State.CLOSED);
    }
}
