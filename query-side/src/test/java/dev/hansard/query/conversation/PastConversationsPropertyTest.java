package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.api.EncodingType;

import dev.hansard.api.AggregateId;
import dev.hansard.api.json.Json;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.InMemoryLog;
import dev.hansard.query.cache.Milestones;
import dev.hansard.query.reading.Moment;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.springframework.util.unit.DataSize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Whatever happens: what was read when the log ended somewhere is found again when it has gone on,
 * however far the rows are.
 */
class PastConversationsPropertyTest {

    private static final int TAIL = 3;
    private static final DataSize ROOM = DataSize.ofMegabytes(1);
    private static final TokenCounts TOKENS =
            new TokenCounts(new TokenCounter(EncodingType.O200K_BASE), ROOM);

    /** What was read of one user when the log ended at a position. */
    private record Reading(long position, String user, List<Json> messages, List<Json> windows) {}

    @Property(tries = 200)
    void what_was_read_is_found_again(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int steps) {
        var random = new Random(seed);
        var script = new ConversationScript(random);
        Map<String, ConversationFacts> facts = new HashMap<>();
        Map<String, ConversationFacts> rows = new HashMap<>();
        List<Reading> readings = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            RecordedEvent recorded = script.step();
            facts.compute(
                    recorded.aggregateId(),
                    (id, before) -> ConversationFacts.evolve(before, recorded));
            if (random.nextInt(4) == 0) {
                rows.putAll(facts);
            }
            if (random.nextInt(20) == 0) {
                String user = ConversationScript.USERS.get(random.nextInt(3));
                readings.add(read(script.log(), user, facts));
            }
        }

        var milestones =
                new Milestones<ConversationFacts>(
                        id -> Optional.ofNullable(rows.get(id)), ConversationFacts::version, ROOM);
        var past = new PastConversations(milestones, TOKENS, TAIL);
        for (Reading then : readings) {
            Moment moment = Moment.of(script.log(), then.position, InMemoryLog.START);
            AggregateId user = AggregateId.user("t", then.user);
            assertThat(past.lastMessages(moment, user, 2 * TAIL)).isEqualTo(then.messages);
            assertThat(past.windows(moment, user, 100))
                    .containsExactlyInAnyOrderElementsOf(then.windows);
        }
    }

    private static Reading read(
            InMemoryLog log, String user, Map<String, ConversationFacts> facts) {
        var loader = new ConversationLoader(log, id -> Optional.empty(), TAIL);
        var leading = new LeadingMessages(new ConversationHistory(log), ROOM);
        var windows = new Windows(loader, leading, TOKENS);
        var limits = WindowLimits.of(null, TAIL, null, null);
        long position = log.head();
        return new Reading(
                position,
                user,
                new GroupLoader(log, TAIL)
                                .messages(
                                        AggregateId.user("t", user).toString(), position, 2 * TAIL)
                                .stream()
                                .map(message -> Json.trusted(message.json()))
                                .toList(),
                facts.values().stream()
                        .filter(each -> each.userId().equals(user) && each.isActive())
                        .map(each -> loader.load(each.id().toString()).orElseThrow())
                        .map(each -> Json.trusted(windows.of(each, limits).json()))
                        .toList());
    }
}
