package dev.hansard.eventstore.chain;

import dev.hansard.proof.SignedHead;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Holds a chain, step by step, against every head of it that was signed. */
final class ProvenHeads {

    private static final int PAGE = 500;

    private final HeadTable table;
    private final KnownKeys keys;
    private final String tenant;
    private final List<SignedHead> beside;
    private final Deque<SignedHead> page = new ArrayDeque<>(PAGE);
    private long read = Long.MIN_VALUE;
    private boolean more = true;
    private long proven;

    /**
     * @param beside heads that were signed as well, and the table does not have so
     */
    ProvenHeads(HeadTable table, KnownKeys keys, String tenant, List<SignedHead> beside) {
        this.table = table;
        this.keys = keys;
        this.tenant = tenant;
        this.beside = beside;
    }

    /** Up to where a signature proves the chain. */
    long proven() {
        return proven;
    }

    /** What speaks against the chain having this head after this sequence; null if nothing does. */
    @Nullable Finding check(long sequence, byte[] head) {
        if (beside.stream().anyMatch(other -> other.contradicts(sequence, head))) {
            return changed();
        }
        for (SignedHead signed = peek();
                signed != null && signed.tenantSequence() <= sequence;
                signed = peek()) {
            page.remove();
            String problem = keys.problemWith(signed);
            if (problem != null || signed.tenantSequence() < sequence) {
                return new Finding.AtSequence(
                        Math.max(1, signed.tenantSequence()),
                        problem == null ? "a signed head belongs to no event" : problem);
            }
            if (!signed.hasHead(head)) {
                return changed();
            }
            proven = sequence;
        }
        return null;
    }

    /** What speaks against the chain ending here; null if nothing does. */
    @Nullable Finding end(long sequence) {
        if (!keys.tableIsSound()) {
            return new Finding.AtSequence(
                    Math.max(1, sequence), "a kept public key is not what it was");
        }
        return null;
    }

    private Finding changed() {
        return new Finding.AtSequence(proven + 1, "the chain does not lead to a signed head");
    }

    private @Nullable SignedHead peek() {
        if (page.isEmpty() && more) {
            page.addAll(table.after(tenant, read, PAGE));
            more = page.size() == PAGE;
            read = page.isEmpty() ? read : page.getLast().tenantSequence();
        }
        return page.peek();
    }
}
