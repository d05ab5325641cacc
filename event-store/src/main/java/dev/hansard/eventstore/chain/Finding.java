package dev.hansard.eventstore.chain;

/**
 * Something that is not as it was recorded, and how the position is found from which on.
 *
 * <p>{@code sequence} is of the tenant's order. {@code problem} says what is wrong, and quotes
 * nothing that is stored.
 */
sealed interface Finding {

    long sequence();

    String problem();

    /** This event itself. */
    record AtEvent(long sequence, long position, String problem) implements Finding {}

    /** Whatever is at a sequence; or is not, where that event is gone. */
    record AtSequence(long sequence, String problem) implements Finding {}

    /** What is wrong lies between two positions, or at the second of them. */
    record Within(long sequence, long after, long before, String problem) implements Finding {}

    /** Positions and sequences do not grow together. */
    record OutOfOrder(long sequence, long after, long before, String problem) implements Finding {}

    /** The one of two that begins earlier. */
    static Finding first(Finding one, Finding other) {
        return other.sequence() < one.sequence() ? other : one;
    }
}
