package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.Inheritance.Origin;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in the log the messages of a conversation stand: among its own events and, if it is a fork,
 * before them among those of its origins.
 *
 * @param parts oldest first; the last is its own
 * @param someRemoved whether messages may have been removed
 */
record Lineage(List<Part> parts, boolean someRemoved) {

    /** Bits of a place that are the sequence of an event; those before say which part. */
    private static final int SEQUENCE_BITS = 56;

    /**
     * Some events of one conversation.
     *
     * @param aggregate Axon aggregate identifier
     * @param after sequence of the last message before the first of them
     * @param first sequence of the first event
     * @param end sequence of the first event that is none of them any more
     * @param asOf position up to which removals are seen
     * @param from the conversation's id if the messages are inherited from it; null if they are own
     */
    record Part(
            String aggregate, long after, long first, long end, long asOf, @Nullable String from) {

        private Part from(long sequence) {
            return new Part(aggregate, after, sequence, end, asOf, from);
        }

        private Part until(long sequence) {
            return new Part(aggregate, after, first, Math.min(end, sequence), asOf, from);
        }
    }

    static Lineage of(ConversationFacts facts, Inherited inherited) {
        String tenant = facts.id().tenant();
        List<Part> parts = new ArrayList<>();
        long after = 0;
        for (Origin origin : inherited.inheritance().origins()) {
            String id = origin.conversationId();
            parts.add(
                    new Part(
                            AggregateId.conversation(tenant, id).toString(),
                            after,
                            0,
                            origin.version(),
                            inherited.asOf(),
                            id));
            after = origin.through();
        }
        boolean someRemoved = !parts.isEmpty() || facts.messageCount() < facts.lastSequence();
        parts.add(new Part(facts.id().toString(), after, 0, Long.MAX_VALUE, Long.MAX_VALUE, null));
        return new Lineage(List.copyOf(parts), someRemoved);
    }

    /** Those of its messages that are inherited. */
    Lineage inherited() {
        return new Lineage(parts.subList(0, parts.size() - 1), someRemoved);
    }

    /** The place of an event, which grows from one message to the next. */
    long place(Part part, long sequence) {
        return place(index(part), sequence);
    }

    /** A place before a message, and not long before it. */
    long placeBefore(long message) {
        int index = parts.size() - 1;
        while (parts.get(index).after() >= message) {
            index--;
        }
        // A message comes at the earliest at the event of its own number: the first event is none.
        return place(index, message - parts.get(index).after() - 1);
    }

    /**
     * What comes after a place, in the order of reading.
     *
     * @param place null for all of it
     */
    List<Part> after(@Nullable Long place, boolean descending) {
        if (place == null) {
            return descending ? parts.reversed() : parts;
        }
        int index = Math.clamp(place >> SEQUENCE_BITS, 0, parts.size() - 1);
        long sequence = place & ((1L << SEQUENCE_BITS) - 1);
        List<Part> rest = new ArrayList<>();
        if (descending) {
            rest.add(parts.get(index).until(sequence));
            rest.addAll(parts.subList(0, index).reversed());
        } else {
            rest.add(parts.get(index).from(sequence + 1));
            rest.addAll(parts.subList(index + 1, parts.size()));
        }
        return rest;
    }

    private int index(Part part) {
        int index = 0;
        while (!parts.get(index).aggregate().equals(part.aggregate())) {
            index++;
        }
        return index;
    }

    private static long place(int index, long sequence) {
        return ((long) index << SEQUENCE_BITS) | sequence;
    }
}
