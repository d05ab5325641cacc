package dev.hansard.eventstore;

import dev.hansard.proof.HashChain;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands in the log as far as some appends must know it: read under the append lock, and kept
 * up with each append that is let in. Tells which must be refused.
 */
final class LogState {

    /** An aggregate's place or key. */
    record Place<T>(String aggregateId, T value) {}

    record AnswerKey(String tenant, String key) {}

    /** The last event of the log: its position, 0 where there is none, and its instant. */
    record LogEnd(long position, Instant recordedAt) {}

    record TenantHead(long sequence, byte[] head) {
        static final TenantHead START = new TenantHead(0, HashChain.start());
    }

    long position;
    Instant recordedAt = Instant.EPOCH;
    final Map<String, TenantHead> tenants = new HashMap<>();
    final Map<AnswerKey, KeptAnswer> answers = new HashMap<>();
    final Set<Place<Long>> sequences = new HashSet<>();
    final Set<Place<String>> dedupeKeys = new HashSet<>();

    /** How many users were erased. */
    long erasures;

    /** Those of them that it was asked about. */
    final Set<KeyOwner> erased = new HashSet<>();

    /** Owners of new keys who got another one from somebody else. */
    final Set<KeyOwner> withKeys = new HashSet<>();

    /** The new keys of what was let in. */
    final Map<KeyOwner, NewKey> newKeys = new HashMap<>();

    /** Position of the last event around each context in question. */
    final Map<String, Long> activity = new HashMap<>();

    LogEnd end() {
        return new LogEnd(position, recordedAt);
    }

    /**
     * Why an append may not go in; null if it may. A new key that is not its owner's is lost from
     * then on.
     */
    @Nullable RuntimeException refusalOf(PendingAppend append) {
        var idempotency = append.idempotency();
        if (idempotency != null) {
            KeptAnswer kept = answers.get(new AnswerKey(idempotency.tenant(), idempotency.key()));
            if (kept != null) {
                return new IdempotencyKeyTakenException(kept);
            }
        }
        for (var event : append.events()) {
            KeyOwner owner = KeyOwner.of(event.tenant(), event.userId());
            if (isOutdated(event) && isErased(owner)) {
                return new ErasedException(owner);
            }
            NewKey key = event.payload().newKey();
            if (key != null && isTaken(key)) {
                key.lost();
                return new KeyTakenException(owner);
            }
        }
        for (var quiet : append.quiet()) {
            if (activity.getOrDefault(quiet.context(), 0L) > quiet.sincePosition()) {
                return new NotQuietException(quiet.context());
            }
        }
        var own = new HashSet<Place<Long>>();
        for (var event : append.events()) {
            var place = new Place<>(event.aggregateId(), event.sequence());
            if (sequences.contains(place) || !own.add(place)) {
                return new AlreadyRecordedException(event.aggregateId(), event.sequence());
            }
        }
        return dedupeRefusalOf(append.events());
    }

    private @Nullable RuntimeException dedupeRefusalOf(List<PendingEvent> events) {
        var own = new HashSet<Place<String>>();
        List<Place<String>> taken =
                events.stream()
                        .flatMap(event -> dedupePlace(event).stream())
                        .filter(place -> dedupeKeys.contains(place) || !own.add(place))
                        .distinct()
                        .toList();
        if (taken.isEmpty()) {
            return null;
        }
        String aggregateId = taken.getFirst().aggregateId();
        return new DedupeKeyTakenException(
                aggregateId,
                taken.stream()
                        .filter(place -> place.aggregateId().equals(aggregateId))
                        .map(Place::value)
                        .toList());
    }

    /** Whether an event was sealed without knowing of the last erasure. */
    boolean isOutdated(PendingEvent event) {
        return event.payload().erasures() < erasures;
    }

    private boolean isTaken(NewKey key) {
        return key.isLost()
                || withKeys.contains(key.owner())
                || newKeys.getOrDefault(key.owner(), key) != key;
    }

    private boolean isErased(KeyOwner owner) {
        return erased.contains(owner) || erased.contains(KeyOwner.tenant(owner.tenant()));
    }

    /** Takes note of somebody who is erased from the next event on. */
    void erase(KeyOwner owner) {
        erasures++;
        erased.add(owner);
    }

    /** Takes note of an event that was let in. */
    void record(PendingEvent event, long position, Instant recordedAt, TenantHead tenantHead) {
        this.position = position;
        this.recordedAt = recordedAt;
        tenants.put(event.tenant(), tenantHead);
        sequences.add(new Place<>(event.aggregateId(), event.sequence()));
        dedupeKeys.addAll(dedupePlace(event));
        NewKey key = event.payload().newKey();
        if (key != null && !key.isKept()) {
            newKeys.put(key.owner(), key);
        }
        activity.put(event.aggregateId(), position);
        if (event.context() != null) {
            activity.put(event.context(), position);
        }
    }

    private static List<Place<String>> dedupePlace(PendingEvent event) {
        String key = event.dedupeKey();
        return key == null ? List.of() : List.of(new Place<>(event.aggregateId(), key));
    }
}
