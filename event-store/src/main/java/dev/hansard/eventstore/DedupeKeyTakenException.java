package dev.hansard.eventstore;

import java.util.List;

/** An aggregate already has events with these dedupe keys; nothing was written. */
public final class DedupeKeyTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String aggregateId;
    private final transient List<String> keys;

    public DedupeKeyTakenException(String aggregateId, List<String> keys) {
        super(aggregateId + " already has " + keys.size() + " of the keys");
        this.aggregateId = aggregateId;
        this.keys = List.copyOf(keys);
    }

    public String aggregateId() {
        return aggregateId;
    }

    public List<String> keys() {
        return keys;
    }
}
