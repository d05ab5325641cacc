package dev.hansard.api.conversation;

/**
 * How much is in a window.
 *
 * @param turns user messages since the last clear or compaction
 * @param messages that have not been removed
 * @param bytes of the messages as they were sent, also of those removed since
 */
public record WindowSize(int turns, long messages, long bytes) {

    public static final WindowSize EMPTY = new WindowSize(0, 0, 0);

    public WindowSize plus(WindowSize other) {
        return new WindowSize(turns + other.turns, messages + other.messages, bytes + other.bytes);
    }

    /**
     * @param turn whether the message counts as one
     */
    public WindowSize withMessage(boolean turn, long size) {
        return new WindowSize(turns + (turn ? 1 : 0), messages + 1, bytes + size);
    }

    /**
     * @param turn whether the message counted as one
     */
    public WindowSize withoutMessage(boolean turn) {
        return new WindowSize(turns - (turn ? 1 : 0), messages - 1, bytes);
    }
}
