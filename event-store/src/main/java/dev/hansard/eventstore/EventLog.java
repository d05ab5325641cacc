package dev.hansard.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The log, for reading. Every list is one page of at most {@code limit} events, found by an index;
 * payloads are not opened until asked for.
 *
 * @implSpec Every method throws {@link StoreUnavailableException} when the store cannot be reached.
 */
public interface EventLog {

    /** How many events of a kind are read at once. */
    int KEY_KIND_PAGE = 500;

    /** Position of the last event; 0 when there is none. */
    long head();

    /** Events in the one order, after a position. */
    List<RecordedEvent> read(long afterPosition, int limit);

    /**
     * Reads much of the log in one go, page after page, which costs less than single pages do.
     *
     * @param upToPosition the last event; the log must be that far
     * @param limit most events of a page; a page also ends where its payloads become large
     * @param each takes a page, never an empty one; false ends the reading
     */
    void readPages(
            long afterPosition, long upToPosition, int limit, Predicate<List<RecordedEvent>> each);

    /** Events of one aggregate, oldest first, from a sequence on. */
    List<RecordedEvent> readAggregate(String aggregateId, long fromSequence, int limit);

    /** Events of one aggregate, newest first, before a sequence. */
    List<RecordedEvent> readAggregateBackward(String aggregateId, long beforeSequence, int limit);

    /** The event of an aggregate that carries this key. */
    Optional<RecordedEvent> findByDedupeKey(String aggregateId, String dedupeKey);

    /** Those events of an aggregate that carry one of these keys, in no order. */
    List<RecordedEvent> findByDedupeKeys(String aggregateId, Collection<String> dedupeKeys);

    /**
     * Events of one aggregate whose key is of a kind, oldest first, from a sequence on.
     *
     * @param kind what stands in a key before its first slash
     */
    List<RecordedEvent> findByKeyKind(
            String aggregateId, String kind, long fromSequence, int limit);

    /** All of them, read page by page: for kinds of which an aggregate has few. */
    default List<RecordedEvent> findAllByKeyKind(
            String aggregateId, String kind, long fromSequence) {
        List<RecordedEvent> all = new ArrayList<>();
        List<RecordedEvent> page = findByKeyKind(aggregateId, kind, fromSequence, KEY_KIND_PAGE);
        all.addAll(page);
        while (page.size() == KEY_KIND_PAGE) {
            page = findByKeyKind(aggregateId, kind, page.getLast().version(), KEY_KIND_PAGE);
            all.addAll(page);
        }
        return all;
    }

    /** The event at a position. */
    Optional<RecordedEvent> at(long position);

    /** The events at these positions, in their order in the log. */
    List<RecordedEvent> at(Collection<Long> positions);

    /** Events that a filter lets through, in the order it asks for. */
    List<RecordedEvent> find(EventFilter filter, int limit);

    /**
     * The last sequence that an aggregate had when the log ended at a position; -1 if it had none.
     */
    long lastSequence(String aggregateId, long upToPosition);

    /**
     * Position of the last event that was recorded by an instant; 0 when there is none. What the
     * tenant brought from another store counts from when it was recorded there.
     */
    long lastRecordedBy(String tenant, Instant instant);

    /**
     * When the log got to a position, and the tenant's own events were recorded, which may have
     * been in another store; the epoch for a position before the first.
     */
    Instant instantAt(String tenant, long position);
}
