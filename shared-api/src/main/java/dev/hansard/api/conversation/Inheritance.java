package dev.hansard.api.conversation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a fork begins with, by reference: which messages of which conversations, and how much of
 * them there was. Part of a storage format.
 *
 * <p>All counts, here and in the events of the fork, are as of the versions of its origins. What an
 * origin has removed since is not in them: see {@link Withdrawals}.
 *
 * @param depth how many forks lie behind it; 0 for a conversation that is none
 * @param origins where its messages were said, oldest first; none if it inherited no message
 * @param messages inherited, and not removed
 * @param clearedThrough sequence of the last message before the last clear or reopening
 * @param liveMessages those after that, not removed
 * @param window what of them its window shows
 * @param summary where the summary stands that its window begins with; null if there is none
 */
public record Inheritance(
        int depth,
        List<Origin> origins,
        long messages,
        long clearedThrough,
        long liveMessages,
        Shown window,
        @Nullable SummaryPlace summary) {

    /** That of a conversation which is no fork. */
    public static final Inheritance NONE =
            new Inheritance(
                    0,
                    List.of(),
                    0,
                    0,
                    0,
                    new Shown(0, 0, WindowSize.EMPTY, WindowSize.EMPTY),
                    null);

    /**
     * A conversation in which inherited messages were said: those after the origin before it.
     *
     * @param through sequence of the last message inherited from it
     * @param version its version as of which they are inherited: it had said nothing later by then
     */
    public record Origin(String conversationId, long through, long version) {}

    /**
     * The window that is inherited.
     *
     * @param through sequence of the last message it does not show
     * @param since sequence of the last message before its first turn
     * @param kept messages of it that are no turns
     * @param said messages of it since
     */
    public record Shown(long through, long since, WindowSize kept, WindowSize said) {}

    /** The event of a compaction: a version of a conversation. */
    public record SummaryPlace(String conversationId, long version) {}

    public Inheritance {
        origins = List.copyOf(origins);
    }

    /** Sequence of the last inherited message; 0 if there is none. */
    public long through() {
        return origins.isEmpty() ? 0 : origins.getLast().through();
    }

    /** Whether a message of that sequence is inherited. */
    public boolean covers(long sequence) {
        return sequence <= through();
    }

    /** Where an inherited message was said. */
    public Origin originOf(long sequence) {
        return origins.stream()
                .filter(origin -> sequence <= origin.through())
                .findFirst()
                .orElseThrow();
    }
}
