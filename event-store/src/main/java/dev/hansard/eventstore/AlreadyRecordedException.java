package dev.hansard.eventstore;

/** An event already stands where another wants to stand; nothing was written. */
public final class AlreadyRecordedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String aggregateId;
    private final long sequence;

    public AlreadyRecordedException(String aggregateId, long sequence) {
        super(aggregateId + " already has an event " + sequence);
        this.aggregateId = aggregateId;
        this.sequence = sequence;
    }

    public String aggregateId() {
        return aggregateId;
    }

    public long sequence() {
        return sequence;
    }
}
