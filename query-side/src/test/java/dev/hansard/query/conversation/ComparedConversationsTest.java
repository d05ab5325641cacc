package dev.hansard.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.AsyncCache;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;
import dev.hansard.query.InMemoryLog;
import dev.hansard.query.cache.AsOf;
import dev.hansard.query.cache.FollowingCache;
import dev.hansard.query.cache.Unwritten;
import dev.hansard.query.comparison.ComparedView;
import dev.hansard.query.comparison.Difference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** What somebody has changed in the memory of a node is found, with its user. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ComparedConversationsTest {

    private static final int TAIL = 5;
    private static final AggregateId TALK = AggregateId.conversation("t", "talk");
    private static final AggregateId ANN = AggregateId.user("t", "ann");

    private final InMemoryLog log = new InMemoryLog();
    private RecentMessages recent;

    @BeforeEach
    void follow() {
        log.append(
                TALK,
                "ann",
                null,
                new ConversationCreated(
                        "ann", null, Json.EMPTY_OBJECT, Ttl.parse("PT24H"), 20, true));
        for (int i = 1; i <= 8; i++) {
            var message = Json.trusted("{\"role\":\"user\",\"content\":\"no " + i + "\"}");
            log.append(TALK, "ann", null, new MessageAppended("m" + i, i, Role.USER, i, message));
        }
        recent =
                new RecentMessages(
                        new ConversationLoader(log, id -> Optional.empty(), TAIL),
                        new GroupLoader(log, TAIL),
                        new RecentMessagesSettings(
                                TAIL, DataSize.ofMegabytes(1), DataSize.ofMegabytes(1)),
                        new Unwritten<>(10),
                        Runnable::run);
        recent.apply(log.read(0, 100));
        assertThat(conversations()).isEmpty();
        assertThat(groups()).isEmpty();
    }

    @Test
    void a_message_that_was_changed() {
        alterTail(
                tail -> {
                    Message old = tail.get(1);
                    byte[] json =
                            new String(old.json(), UTF_8).replace("no 5", "no X").getBytes(UTF_8);
                    tail.set(
                            1,
                            new Message(
                                    old.position(),
                                    old.sequence(),
                                    old.role(),
                                    old.calls(),
                                    json,
                                    old.sent()));
                    return tail;
                });

        assertThat(conversations())
                .containsExactly(
                        new Difference(
                                "recent-messages", "ann", "conversation/talk", 9, "message 5"));
    }

    @Test
    void a_message_that_was_dropped() {
        alterTail(tail -> without(tail, 2));
        assertThat(conversations())
                .extracting(Difference::difference)
                .containsExactly("message 6 is missing");

        alterTail(tail -> List.of());
        assertThat(conversations())
                .extracting(Difference::difference)
                .containsExactly("message 8 is missing");
    }

    @Test
    void a_message_that_was_never_said() {
        alterTail(
                tail -> {
                    Message last = tail.getLast();
                    tail.add(
                            new Message(
                                    10, 9, last.role(), last.calls(), last.json(), last.sent()));
                    return tail;
                });

        assertThat(conversations())
                .extracting(Difference::difference)
                .containsExactly("message 9 is there, and the log knows nothing of it");
    }

    @Test
    void an_event_that_never_reached_the_entry() {
        ConversationModel before = model();
        var message = Json.trusted("{\"role\":\"user\",\"content\":\"no 9\"}");
        log.append(TALK, "ann", null, new MessageAppended("m9", 9, Role.USER, 9, message));
        recent.apply(log.read(9, 1));
        put(recent.conversations(), TALK, before);

        assertThat(conversations()).extracting(Difference::position).containsExactly(10L);
    }

    @Test
    void metadata_and_facts() {
        ConversationModel model = model();
        put(
                recent.conversations(),
                TALK,
                new ConversationModel(
                        model.facts(),
                        Json.trusted("{\"a\":1}"),
                        null,
                        model.inherited(),
                        model.tail(),
                        model.position()));
        assertThat(conversations()).extracting(Difference::difference).containsExactly("metadata");

        put(
                recent.conversations(),
                TALK,
                ConversationModel.evolve(model, log.at(9).orElseThrow(), TAIL));
        assertThat(conversations())
                .extracting(Difference::difference)
                .containsExactly("liveMessages, windowMessages, messageCount");
    }

    @Test
    void a_conversation_that_never_was_and_one_that_is_said_never_to_have_been() {
        AggregateId nothing = AggregateId.conversation("t", "nothing");
        put(recent.conversations(), nothing, model());
        cache(recent.conversations())
                .put(TALK.toString(), CompletableFuture.completedFuture(Optional.empty()));

        assertThat(conversations(TALK, nothing))
                .extracting(Difference::id, Difference::difference)
                .containsExactly(
                        tuple("conversation/talk", "is missing"),
                        tuple("conversation/nothing", "is there, and the log knows nothing of it"));
    }

    @Test
    void a_user_whose_conversations_are_not_known() {
        put(recent.groups(), ANN, ConversationGroup.NEW);
        assertThat(groups())
                .extracting(Difference::userId, Difference::difference)
                .containsExactly(
                        tuple("ann", "does not lead to the messages of conversation talk"));

        cache(recent.groups()).asMap().remove(ANN.toString());
        assertThat(groups()).hasSize(1);
    }

    private ConversationModel model() {
        return recent.conversation(TALK.toString()).orElseThrow();
    }

    private void alterTail(UnaryOperator<List<Message>> change) {
        ConversationModel model = model();
        put(
                recent.conversations(),
                TALK,
                model.withTail(change.apply(new ArrayList<>(model.tail()))));
    }

    private static List<Message> without(List<Message> tail, int index) {
        tail.remove(index);
        return tail;
    }

    private List<Difference> conversations(AggregateId... ids) {
        return differences(
                new ComparedConversations(recent, log, TAIL),
                ids.length == 0 ? List.of(TALK) : List.of(ids));
    }

    private List<Difference> groups() {
        return differences(new ComparedGroups(recent, log, TAIL), List.of(ANN));
    }

    private static List<Difference> differences(ComparedView view, List<AggregateId> ids) {
        List<Difference> found = new ArrayList<>();
        view.compare(ids, found::add);
        return found;
    }

    private static <V extends AsOf> void put(FollowingCache<V> cache, AggregateId id, V value) {
        cache(cache).put(id.toString(), CompletableFuture.completedFuture(Optional.of(value)));
    }

    @SuppressWarnings("unchecked")
    private static <V extends AsOf> AsyncCache<String, Optional<V>> cache(FollowingCache<V> cache) {
        return (AsyncCache<String, Optional<V>>) cache.metered();
    }
}
