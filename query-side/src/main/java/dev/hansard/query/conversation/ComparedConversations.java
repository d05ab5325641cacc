package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.cache.ComparedCache;
import dev.hansard.query.comparison.Unlike;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Conversations in memory, with their tails, held against the log. */
final class ComparedConversations extends ComparedCache<ConversationModel> {

    private final RecentMessages recent;
    private final int tailLength;

    ComparedConversations(RecentMessages recent, EventLog log, int tailLength) {
        super(
                RecentMessages.NAME,
                Set.of(AggregateId.CONVERSATION),
                recent,
                recent.conversations(),
                log);
        this.recent = recent;
        this.tailLength = tailLength;
    }

    @Override
    protected Optional<ConversationModel> replay(EventLog past, String key) {
        return new ConversationLoader(past, id -> Optional.empty(), tailLength).load(key);
    }

    @Override
    protected @Nullable String difference(ConversationModel live, ConversationModel cold) {
        String facts = Unlike.parts(live.facts(), cold.facts());
        if (facts != null) {
            return facts;
        }
        if (!live.metadata().equals(cold.metadata())) {
            return "metadata";
        }
        // One that is missing is loaded before it is read.
        if (live.summary() != null && !Objects.equals(live.summary(), cold.summary())) {
            return "summary";
        }
        // A fork of which an origin has removed messages is loaded anew before it is read.
        return recent.lacksRemovals(live) ? null : inTail(live, cold.tail());
    }

    @Override
    protected String userOf(ConversationModel conversation) {
        return conversation.facts().userId();
    }

    /** From the newest message back; only a removal leaves a tail that is shorter than it could. */
    private static @Nullable String inTail(ConversationModel live, List<Message> cold) {
        List<Message> tail = live.tail();
        for (int back = 1; back <= Math.max(tail.size(), cold.size()); back++) {
            Message here = back <= tail.size() ? tail.get(tail.size() - back) : null;
            Message there = back <= cold.size() ? cold.get(cold.size() - back) : null;
            if (here == null && mayBeShort(live.facts())) {
                return null;
            }
            if (here == null || there == null || here.sequence() != there.sequence()) {
                return missingOrUnknown(here, there);
            }
            if (!isSame(here, there)) {
                return "message " + here.sequence();
            }
        }
        return null;
    }

    private static boolean mayBeShort(ConversationFacts facts) {
        return facts.removedPosition() > 0 || facts.inheritedThrough() > 0;
    }

    private static String missingOrUnknown(@Nullable Message here, @Nullable Message there) {
        long known = here == null ? 0 : here.sequence();
        return there != null && there.sequence() > known
                ? "message " + there.sequence() + " is missing"
                : "message " + known + " is there, and the log knows nothing of it";
    }

    private static boolean isSame(Message one, Message other) {
        return one.position() == other.position()
                && one.role() == other.role()
                && one.calls().equals(other.calls())
                && one.sent() == other.sent()
                && Arrays.equals(one.json(), other.json());
    }
}
