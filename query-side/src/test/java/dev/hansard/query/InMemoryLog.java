package dev.hansard.query;

import dev.hansard.api.AggregateId;
import dev.hansard.api.events.EventFormat;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A log in memory for tests of the views; the PostgreSQL one has tests of its own. */
public final class InMemoryLog implements EventLog {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();

    /** Appends an event, one second after the one before it, through its stored bytes. */
    public RecordedEvent append(AggregateId id, String userId, String sessionId, Object event) {
        return append(id, userId, sessionId, event, null);
    }

    /** The same, caused by somebody of that role. */
    public synchronized RecordedEvent append(
            AggregateId id, String userId, String sessionId, Object event, String actorRole) {
        long position = events.size() + 1L;
        var type = EventFormat.CURRENT.typeOf(event.getClass());
        byte[] payload = EventFormat.CURRENT.write(event);
        Object read = EventFormat.CURRENT.read(type.storedName(), type.revision(), payload);
        var recorded =
                new RecordedEvent(
                        position,
                        "event-" + position,
                        id.tenant(),
                        position,
                        id.type(),
                        id.toString(),
                        sequences.merge(id.toString(), 1L, Long::sum) - 1,
                        type.storedName(),
                        type.revision(),
                        START.plusSeconds(position),
                        userId,
                        sessionId == null
                                ? null
                                : AggregateId.session(id.tenant(), sessionId).toString(),
                        LogWriter.dedupeKey(event),
                        null,
                        actorRole,
                        null,
                        null,
                        null,
                        new byte[32],
                        () -> payload,
                        () -> read);
        events.add(recorded);
        return recorded;
    }

    @Override
    public synchronized long head() {
        return events.size();
    }

    @Override
    public List<RecordedEvent> read(long afterPosition, int limit) {
        return select(e -> e.position() > afterPosition, false, limit);
    }

    @Override
    public void readPages(
            long afterPosition, long upToPosition, int limit, Predicate<List<RecordedEvent>> each) {
        long position = afterPosition;
        boolean wanted = true;
        while (wanted && position < upToPosition) {
            List<RecordedEvent> page =
                    read(position, (int) Math.min(limit, upToPosition - position));
            position = page.getLast().position();
            wanted = each.test(page);
        }
    }

    @Override
    public List<RecordedEvent> readAggregate(String aggregateId, long fromSequence, int limit) {
        return select(
                e -> e.aggregateId().equals(aggregateId) && e.sequence() >= fromSequence,
                false,
                limit);
    }

    @Override
    public List<RecordedEvent> readAggregateBackward(
            String aggregateId, long beforeSequence, int limit) {
        return select(
                e -> e.aggregateId().equals(aggregateId) && e.sequence() < beforeSequence,
                true,
                limit);
    }

    @Override
    public Optional<RecordedEvent> findByDedupeKey(String aggregateId, String dedupeKey) {
        return findByDedupeKeys(aggregateId, List.of(dedupeKey)).stream().findFirst();
    }

    @Override
    public List<RecordedEvent> findByDedupeKeys(String aggregateId, Collection<String> keys) {
        return select(
                e ->
                        e.aggregateId().equals(aggregateId)
                                && e.dedupeKey() != null
                                && keys.contains(e.dedupeKey()),
                false,
                Integer.MAX_VALUE);
    }

    @Override
    public List<RecordedEvent> findByKeyKind(
            String aggregateId, String kind, long fromSequence, int limit) {
        return select(
                e ->
                        e.aggregateId().equals(aggregateId)
                                && e.dedupeKey() != null
                                && e.dedupeKey().startsWith(kind + "/")
                                && e.sequence() >= fromSequence,
                false,
                limit);
    }

    @Override
    public Optional<RecordedEvent> at(long position) {
        return select(e -> e.position() == position, false, 1).stream().findFirst();
    }

    @Override
    public List<RecordedEvent> at(Collection<Long> positions) {
        return select(e -> positions.contains(e.position()), false, Integer.MAX_VALUE);
    }

    @Override
    public List<RecordedEvent> find(EventFilter filter, int limit) {
        return select(
                e ->
                        filter.lets(e)
                                && (filter.after() == null
                                        || (filter.descending()
                                                ? e.position() < filter.after()
                                                : e.position() > filter.after())),
                filter.descending(),
                limit);
    }

    @Override
    public long lastSequence(String aggregateId, long upToPosition) {
        return select(
                        e -> e.aggregateId().equals(aggregateId) && e.position() <= upToPosition,
                        true,
                        1)
                .stream()
                .mapToLong(RecordedEvent::sequence)
                .findFirst()
                .orElse(-1);
    }

    @Override
    public long lastRecordedBy(String tenant, Instant instant) {
        return select(e -> !e.recordedAt().isAfter(instant), true, 1).stream()
                .mapToLong(RecordedEvent::position)
                .findFirst()
                .orElse(0);
    }

    @Override
    public Instant instantAt(String tenant, long position) {
        return at(position).map(RecordedEvent::recordedAt).orElse(Instant.EPOCH);
    }

    private synchronized List<RecordedEvent> select(
            Predicate<RecordedEvent> wanted, boolean descending, int limit) {
        Stream<RecordedEvent> found = events.stream().filter(wanted);
        if (descending) {
            found = found.sorted(Comparator.comparingLong(RecordedEvent::position).reversed());
        }
        return found.limit(limit).toList();
    }
}
