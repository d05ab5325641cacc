package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.query.cache.Unwritten;
import dev.hansard.query.comparison.Difference;
import dev.hansard.query.conversation.ConversationHistory.Entry;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.springframework.util.unit.DataSize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Invariant 3: whatever happens, in whatever batches, with whatever evictions and however old the
 * rows are, what is read is what a cold replay of the whole log gives.
 */
class RecentMessagesPropertyTest {

    private static final int TAIL = 3;

    @Property(tries = 120)
    void what_is_read_equals_a_cold_replay(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int steps) {
        var random = new Random(seed);
        var script = new ConversationScript(random);
        boolean tiny = random.nextBoolean();
        DataSize room = DataSize.ofBytes(tiny ? 4_000 : 10_000_000);
        DataSize groupRoom = DataSize.ofBytes(tiny ? 1_000 + random.nextInt(2_000) : 10_000_000);
        var facts = new HashMap<String, List<ConversationFacts>>();
        var loader =
                new ConversationLoader(script.log(), id -> someEarlier(facts, id, random), TAIL);
        var groups = new GroupLoader(script.log(), TAIL);
        var model =
                new RecentMessages(
                        loader,
                        groups,
                        new RecentMessagesSettings(TAIL, room, groupRoom),
                        new Unwritten<>(10),
                        Runnable::run);
        var reader = new RecentMessageReader(model, groups, TAIL);

        List<RecordedEvent> pending = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            RecordedEvent recorded = script.step();
            remember(facts, recorded);
            pending.add(recorded);
            if (random.nextInt(5) == 0) {
                // Read before the model has seen it all: what is loaded now is ahead of the model.
                reader.conversation(recorded.aggregateId());
                reader.lastMessages(AggregateId.user("t", recorded.userId()).toString(), TAIL, 0);
            }
            if (random.nextInt(10) == 0) {
                checkComparison(script, model);
            }
            if (random.nextInt(3) == 0) {
                model.apply(pending);
                pending = new ArrayList<>();
                if (random.nextInt(4) == 0) {
                    check(script, loader, reader, random);
                }
            }
        }
        model.apply(pending);
        checkComparison(script, model);
        for (String user : ConversationScript.USERS) {
            checkUser(script, reader, user);
        }
        for (String conversation : script.conversations()) {
            checkConversation(script, loader, reader, conversation);
        }
    }

    /** What is in memory differs from the log in nothing, however far behind it is. */
    private static void checkComparison(ConversationScript script, RecentMessages model) {
        List<AggregateId> groups = new ArrayList<>();
        ConversationScript.USERS.forEach(user -> groups.add(AggregateId.user("t", user)));
        ConversationScript.SESSIONS.forEach(id -> groups.add(AggregateId.session("t", id)));
        List<Difference> found = new ArrayList<>();
        new ComparedConversations(model, script.log(), TAIL)
                .compare(
                        script.conversations().stream().map(AggregateId::parse).toList(),
                        found::add);
        new ComparedGroups(model, script.log(), TAIL).compare(groups, found::add);
        assertThat(found).isEmpty();
    }

    private static void check(
            ConversationScript script,
            ConversationLoader loader,
            RecentMessageReader reader,
            Random random) {
        checkUser(script, reader, ConversationScript.USERS.get(random.nextInt(3)));
        List<String> conversations = script.conversations();
        if (!conversations.isEmpty()) {
            checkConversation(
                    script,
                    loader,
                    reader,
                    conversations.get(random.nextInt(conversations.size())));
        }
    }

    private static void checkUser(
            ConversationScript script, RecentMessageReader reader, String user) {
        ColdReplay cold = ColdReplay.of(script.log());
        String group = AggregateId.user("t", user).toString();
        for (int limit : new int[] {1, TAIL, 3 * TAIL}) {
            assertThat(text(reader.lastMessages(group, limit, script.log().head())))
                    .as("last %d of %s", limit, user)
                    .isEqualTo(last(cold.ofUser(user), limit));
        }
        for (String session : ConversationScript.SESSIONS) {
            String key = AggregateId.session("t", session).toString();
            assertThat(text(reader.lastMessages(key, TAIL, script.log().head())))
                    .isEqualTo(last(cold.ofSession(session), TAIL));
        }
    }

    private static void checkConversation(
            ConversationScript script,
            ConversationLoader loader,
            RecentMessageReader reader,
            String conversation) {
        ColdReplay cold = ColdReplay.of(script.log());
        ConversationModel model = reader.conversation(conversation).orElseThrow();
        assertThat(text(model.tail())).isEqualTo(last(cold.of(conversation), TAIL));
        assertThat(model.facts()).isEqualTo(cold.facts(conversation));
        assertThat(model.messageCount()).isEqualTo(cold.history(conversation).size());
        assertThat(model.liveMessages()).isEqualTo(cold.of(conversation).count());
        assertThat(model.windowMessages()).isEqualTo(cold.window(conversation).size());
        if (model.facts().isActive()) {
            assertThat(model.turnCount()).isEqualTo((int) cold.turns(conversation));
        }
        checkHistory(script, cold, model, conversation);
        assertThat(model.metadata()).isEqualTo(cold.metadata(conversation));
        assertThat(model.summary()).isEqualTo(cold.summary(conversation));
        for (int limit : new int[] {1, TAIL, 3 * TAIL}) {
            List<Message> window = cold.window(conversation);
            int count = Math.min(limit, window.size());
            assertThat(text(loader.newest(model, count)))
                    .isEqualTo(text(window.subList(window.size() - count, window.size())));
        }
    }

    private static void checkHistory(
            ConversationScript script,
            ColdReplay cold,
            ConversationModel model,
            String conversation) {
        var history = new ConversationHistory(script.log());
        List<Message> all = cold.history(conversation);
        for (boolean descending : new boolean[] {false, true}) {
            List<Message> read = new ArrayList<>();
            List<Entry> page = history.page(model.lineage(), null, descending, 4);
            while (!page.isEmpty()) {
                page.forEach(entry -> read.add(entry.message()));
                long after = page.getLast().place();
                page = history.page(model.lineage(), after, descending, 4);
            }
            assertThat(text(descending ? read.reversed() : read)).isEqualTo(text(all));
        }
    }

    private static List<String> text(List<Message> messages) {
        return messages.stream().map(message -> new String(message.json(), UTF_8)).toList();
    }

    private static List<String> last(Stream<Message> messages, int limit) {
        List<Message> all = messages.sorted(Comparator.comparingLong(Message::position)).toList();
        return text(all.subList(Math.max(0, all.size() - limit), all.size()));
    }

    private static void remember(
            Map<String, List<ConversationFacts>> facts, RecordedEvent recorded) {
        List<ConversationFacts> known =
                facts.computeIfAbsent(recorded.aggregateId(), id -> new ArrayList<>());
        ConversationFacts before = known.isEmpty() ? null : known.getLast();
        known.add(ConversationFacts.evolve(before, recorded));
    }

    private static Optional<ConversationFacts> someEarlier(
            Map<String, List<ConversationFacts>> facts, String id, Random random) {
        List<ConversationFacts> known = facts.getOrDefault(id, List.of());
        int which = random.nextInt(known.size() + 1);
        return which == 0 ? Optional.empty() : Optional.of(known.get(which - 1));
    }
}
