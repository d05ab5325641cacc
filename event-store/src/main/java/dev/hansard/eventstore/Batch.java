package dev.hansard.eventstore;

import dev.hansard.eventstore.AppendContext.Idempotency;
import dev.hansard.eventstore.LogState.AnswerKey;
import dev.hansard.eventstore.LogState.LogEnd;
import dev.hansard.eventstore.LogState.TenantHead;
import dev.hansard.proof.HashChain;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The appends of one transaction: lets them in one by one, gives their events places, hashes and
 * one instant, and gathers what is to be written.
 */
final class Batch {

    /** An event with all that its row needs. */
    record Placed(PendingEvent event, long position, long tenantSequence, byte[] leaf) {}

    /** An answer to keep. */
    record Keep(Idempotency idempotency, byte[] answer, AppendReceipt receipt) {}

    /** A key to destroy. */
    record Erasure(KeyOwner owner, long position) {}

    private final LogState state;
    private final Instant now;
    private final Instant recordedAt;
    private final List<Placed> placed = new ArrayList<>();
    private final List<Keep> keeps = new ArrayList<>();
    private final List<Erasure> erasures = new ArrayList<>();
    private final Map<String, TenantHead> heads = new LinkedHashMap<>();

    /** Begins a batch on what stands; its instant is never before the one of the last event. */
    Batch(LogState state, Instant clock) {
        this.state = state;
        this.now = clock.truncatedTo(ChronoUnit.MICROS);
        this.recordedAt = now.isAfter(state.recordedAt) ? now : state.recordedAt;
    }

    /** Lets an append in, or says why not; a refused one leaves no trace in the batch. */
    AppendOutcome add(PendingAppend append) {
        @Nullable RuntimeException refusal = state.refusalOf(append);
        if (refusal != null) {
            return new AppendOutcome.Refused(refusal);
        }
        long first = state.position + 1;
        append.events().forEach(this::place);
        KeyOwner erased = append.erases();
        if (erased != null) {
            state.erase(erased);
            erasures.add(new Erasure(erased, state.position));
        }
        var receipt = new AppendReceipt(first, state.position, state.recordedAt);
        var idempotency = append.idempotency();
        if (idempotency != null) {
            keeps.add(new Keep(idempotency, append.answer(), receipt));
            state.answers.put(
                    new AnswerKey(idempotency.tenant(), idempotency.key()),
                    new KeptAnswer(idempotency.requestHash(), append.answer(), receipt));
        }
        return new AppendOutcome.Appended(receipt);
    }

    private void place(PendingEvent event) {
        TenantHead before = state.tenants.getOrDefault(event.tenant(), TenantHead.START);
        long tenantSequence = before.sequence() + 1;
        byte[] leaf = EventLeaf.of(event, tenantSequence, recordedAt, event.payload().salt());
        var after = new TenantHead(tenantSequence, HashChain.next(before.head(), leaf));
        long position = state.position + 1;
        placed.add(new Placed(event, position, tenantSequence, leaf));
        heads.put(event.tenant(), after);
        state.record(event, position, recordedAt, after);
    }

    /** The events as a reader of the log will find them, their payloads made of the same bytes. */
    List<RecordedEvent> recorded(PayloadReader reader) {
        return placed.stream().map(each -> recorded(each, reader)).toList();
    }

    private RecordedEvent recorded(Placed placed, PayloadReader reader) {
        PendingEvent event = placed.event();
        return new RecordedEvent(
                placed.position(),
                event.eventId().toString(),
                event.tenant(),
                placed.tenantSequence(),
                event.aggregateType(),
                event.aggregateId(),
                event.sequence(),
                event.type(),
                event.revision(),
                recordedAt,
                event.userId(),
                event.context(),
                event.dedupeKey(),
                event.actorKeyId(),
                event.actorRole(),
                event.correlationId(),
                event.causationId(),
                event.idempotencyKey(),
                placed.leaf(),
                () -> event.payload().plain(),
                new PayloadOnce(
                        placed.position(),
                        event.type(),
                        event.revision(),
                        () -> event.payload().plain(),
                        reader));
    }

    boolean isEmpty() {
        return placed.isEmpty() && keeps.isEmpty();
    }

    List<Placed> placed() {
        return placed;
    }

    List<Keep> keeps() {
        return keeps;
    }

    List<Erasure> erasures() {
        return erasures;
    }

    /** Keys that have to be on disk with its events. */
    Collection<NewKey> newKeys() {
        return state.newKeys.values();
    }

    /** How many users are erased after it. */
    long erasuresSoFar() {
        return state.erasures;
    }

    Map<String, TenantHead> heads() {
        return heads;
    }

    long lastPosition() {
        return state.position;
    }

    Instant recordedAt() {
        return recordedAt;
    }

    /** The end of the log with this batch in it. */
    LogEnd end() {
        return state.end();
    }

    /** When its answers are kept, by the clock alone. */
    Instant now() {
        return now;
    }
}
