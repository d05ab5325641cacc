package dev.hansard.eventstore.chain;

import dev.hansard.eventstore.EventRow;
import dev.hansard.proof.HashChain;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Goes along a tenant's events, one after the other, and makes its chain anew. */
final class ChainWalk {

    private final TenantState state;
    private final ProvenHeads heads;
    private final LeafCheck leaves;
    private final byte @Nullable [] expectedHead;
    private long sequence;
    private long position;
    private long positionBefore;
    private byte[] head = HashChain.start();
    private boolean expectedSeen;
    private @Nullable Finding finding;

    /**
     * @param expectedHead a head that the chain has to come by; null for none
     */
    ChainWalk(
            TenantState state,
            ProvenHeads heads,
            LeafCheck leaves,
            byte @Nullable [] expectedHead) {
        this.state = state;
        this.heads = heads;
        this.leaves = leaves;
        this.expectedHead = expectedHead;
        this.expectedSeen = expectedHead == null || Arrays.equals(head, expectedHead);
    }

    /** Takes the next event; false if it is not as it was recorded. */
    boolean next(EventRow row) {
        finding = problemWith(row);
        if (finding != null) {
            return false;
        }
        sequence++;
        positionBefore = position;
        position = row.position();
        head = HashChain.next(head, row.leaf());
        expectedSeen = expectedSeen || Arrays.equals(head, expectedHead);
        finding = heads.check(sequence, head);
        return finding == null;
    }

    private @Nullable Finding problemWith(EventRow row) {
        if (row.tenantSequence() != sequence + 1) {
            return new Finding.Within(
                    sequence + 1, position, row.position(), "an event is not where it was");
        }
        if (row.position() <= position || row.position() > state.logPosition()) {
            return new Finding.OutOfOrder(
                    sequence + 1,
                    row.position() > position ? position : positionBefore,
                    row.position(),
                    "the order of events was changed");
        }
        return leaves.fits(row)
                ? null
                : new Finding.Within(
                        sequence + 1, position, row.position(), "an event does not fit its leaf");
    }

    /** What is wrong after the last event; null if nothing is, here or before. */
    @Nullable Finding end() {
        if (finding != null) {
            return finding;
        }
        if (sequence < state.sequence()) {
            return new Finding.AtSequence(sequence + 1, "events at the end are gone");
        }
        if (!state.hasHead(head)) {
            return new Finding.AtSequence(
                    Math.max(1, sequence), "the chain does not lead to its head");
        }
        if (!expectedSeen) {
            return new Finding.AtSequence(
                    heads.proven() + 1, "the chain does not come by the expected head");
        }
        return heads.end(sequence);
    }

    /** How many events are as they were recorded. */
    long sequence() {
        return sequence;
    }

    byte[] head() {
        return head;
    }
}
