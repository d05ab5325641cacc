package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.api.EncodingType;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.conversation.NaiveWindow.Said;
import dev.hansard.query.conversation.Windows.Window;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.springframework.util.unit.DataSize;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Invariant 8, and that a window is what the contract says: over conversations with parallel,
 * repeated, late, missing and orphaned calls, with removals, clears, compactions and undone ones.
 */
class WindowPropertyTest {

    private static final int TAIL = 5;
    private static final DataSize ROOM = DataSize.ofMegabytes(10);
    private static final TokenCounter TOKENS = new TokenCounter(EncodingType.O200K_BASE);

    @Property(tries = 1_000)
    void a_window_is_what_the_contract_says(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int steps,
            @ForAll @IntRange(min = 1, max = 25) int messages,
            @ForAll @IntRange(min = 1, max = 400) int tokens) {
        var random = new Random(seed);
        var script = new WindowScript(random, TOKENS);
        for (int step = 0; step < steps; step++) {
            script.step();
        }
        boolean keep = random.nextBoolean();
        long tokensLeft = random.nextInt(3) == 0 ? WindowLimits.ANY_TOKENS : tokens;
        var naive = new NaiveWindow(script.standing());

        Window window =
                window(script.log(), script.id(), new WindowLimits(messages, tokensLeft, keep));

        List<Said> expected =
                naive.of(script.edge(), messages, tokensLeft - script.summaryTokens(), keep);
        assertThat(window.messages())
                .extracting(Message::sequence)
                .isEqualTo(expected.stream().map(Said::sequence).toList());
        assertThat(window.truncated())
                .isEqualTo(!expected.containsAll(naive.all(script.edge(), keep)));
        assertThat(window.messages()).hasSizeLessThanOrEqualTo(messages);
        assertThat(window.messages().stream().mapToLong(m -> TOKENS.count(m.asSent())).sum())
                .isLessThanOrEqualTo(Math.max(0, tokensLeft - script.summaryTokens()));
    }

    private static Window window(EventLog log, AggregateId id, WindowLimits limits) {
        var conversations = new ConversationLoader(log, row -> Optional.empty(), TAIL);
        var leading = new LeadingMessages(new ConversationHistory(log), ROOM);
        return new Windows(conversations, leading, new TokenCounts(TOKENS, ROOM))
                .of(conversations.load(id.toString()).orElseThrow(), limits);
    }
}
