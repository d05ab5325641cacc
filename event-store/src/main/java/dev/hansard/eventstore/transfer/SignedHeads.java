package dev.hansard.eventstore.transfer;

import dev.hansard.eventstore.chain.HeadTable;
import dev.hansard.proof.ExportLine;
import dev.hansard.proof.ExportWriter;
import dev.hansard.proof.SignedHead;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The signed heads of a tenant, each written after the last event that it covers. */
final class SignedHeads {

    private static final int PAGE = 500;

    private final HeadTable table;
    private final String tenant;
    private final long upTo;
    private final Deque<SignedHead> page = new ArrayDeque<>(PAGE);
    private boolean more = true;
    private long read;

    /**
     * @param upTo sequence of the last one that is written
     */
    SignedHeads(HeadTable table, String tenant, long upTo) {
        this.table = table;
        this.tenant = tenant;
        this.upTo = upTo;
    }

    /** Writes the one at a sequence, if there is one. To be asked in order. */
    void writeAt(long sequence, ExportWriter file) throws IOException {
        fill();
        SignedHead next = page.peek();
        if (next != null && next.tenantSequence() == sequence) {
            file.write(new ExportLine.Head(page.remove()));
        }
    }

    private void fill() {
        if (page.isEmpty() && more) {
            page.addAll(table.after(tenant, read, PAGE));
            more = page.size() == PAGE && page.getLast().tenantSequence() < upTo;
            read = more ? page.getLast().tenantSequence() : read;
        }
    }
}
