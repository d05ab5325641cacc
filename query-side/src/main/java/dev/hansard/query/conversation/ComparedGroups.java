package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.cache.ComparedCache;
import dev.hansard.query.conversation.ConversationGroup.Member;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which conversations are known in memory to hold the last messages of a user or session, held
 * against those messages in the log. More conversations than those may be known.
 */
final class ComparedGroups extends ComparedCache<ConversationGroup> {

    private final RecentMessages recent;
    private final int tailLength;

    ComparedGroups(RecentMessages recent, EventLog log, int tailLength) {
        super(
                RecentMessages.NAME,
                Set.of(AggregateId.USER, AggregateId.SESSION),
                recent,
                recent.groups(),
                log);
        this.recent = recent;
        this.tailLength = tailLength;
    }

    /** What is sure to have had no event is answered from memory too. */
    @Override
    protected Optional<Optional<ConversationGroup>> inMemory(String key) {
        Optional<Optional<ConversationGroup>> known = super.inMemory(key);
        if (known.isEmpty() && !recent.groups().neverSeen(key)) {
            return Optional.empty();
        }
        return Optional.of(
                known.flatMap(group -> group).or(() -> Optional.of(ConversationGroup.NEW)));
    }

    @Override
    protected Optional<ConversationGroup> replay(EventLog past, String key) {
        return new GroupLoader(past, tailLength).load(key);
    }

    @Override
    protected @Nullable String difference(ConversationGroup live, ConversationGroup cold) {
        if (live.stale()) {
            return null;
        }
        for (Member wanted : cold.members()) {
            if (live.members().stream().noneMatch(member -> leadsTo(wanted, member))) {
                return "does not lead to the messages of conversation "
                        + AggregateId.parse(wanted.conversation()).id();
            }
        }
        return isNewestFirst(live.members()) ? null : "is not in order";
    }

    @Override
    protected @Nullable String userOf(ConversationGroup group) {
        return null;
    }

    private static boolean leadsTo(Member wanted, Member member) {
        return member.conversation().equals(wanted.conversation())
                && member.lastAppend() >= wanted.lastAppend();
    }

    private static boolean isNewestFirst(List<Member> members) {
        for (int i = 1; i < members.size(); i++) {
            if (members.get(i - 1).lastAppend() <= members.get(i).lastAppend()) {
                return false;
            }
        }
        return true;
    }
}
