package dev.hansard.eventstore.transfer;

import dev.hansard.eventstore.ErasedException;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventRow;
import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.PendingPayload;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.chain.HeadTable;
import dev.hansard.proof.ExportLine;
import dev.hansard.proof.ExportWriter;
import dev.hansard.proof.HashChain;
import dev.hansard.proof.VerifyingKey;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import javax.sql.DataSource;

/**
 * Writes events in plain, as {@code docs/export.md} specifies it: a tenant with its chain and its
 * signed heads, or a copy of what there is of one user. Memory does not grow with either, and no
 * connection is held while a page is written. What is recorded meanwhile is not in it.
 *
 * <p>A page that cannot be read ends the writing with an exception: without its last line nobody
 * takes the file for a whole one.
 */
public final class Export {

    private static final int PAGE = 500;
    private static final long PAGE_BYTES = 4 << 20;

    /** Of rows that are read whole before their size is known. */
    private static final int SMALL_PAGE = 50;

    private final EventTable events;
    private final HeadTable heads;
    private final Clock clock;

    public Export(DataSource dataSource, Seals seals, Clock clock) {
        this.events = new EventTable(dataSource, seals);
        this.heads = new HeadTable(dataSource);
        this.clock = clock;
    }

    /**
     * Writes all events of a tenant.
     *
     * @param upTo the last tenant sequence
     * @param progress is told now and again how many were written
     */
    public void tenant(String tenant, long upTo, OutputStream out, LongConsumer progress)
            throws IOException {
        var file = new ExportWriter(out);
        file.write(new ExportLine.Begin(heads.store(), tenant, null, now()));
        for (HeadTable.KeyRow row : heads.keys()) {
            file.write(new ExportLine.Key(VerifyingKey.of(row.publicKey())));
        }
        var signed = new SignedHeads(heads, tenant, upTo);
        var written = new Written(file);
        while (written.sequence < upTo) {
            for (EventRow row : page(tenant, written.sequence, upTo)) {
                written.add(row);
                signed.writeAt(row.tenantSequence(), file);
            }
            progress.accept(written.events);
        }
        file.write(written.end(true));
    }

    /**
     * Writes the events that belong to one user.
     *
     * @param upTo position beyond which nothing is written
     */
    public void user(String tenant, String userId, long upTo, OutputStream out) throws IOException {
        var file = new ExportWriter(out);
        file.write(new ExportLine.Begin(heads.store(), tenant, userId, now()));
        var written = new Written(file);
        var filter = new EventFilter(tenant, userId, null, null, List.of(), null, false);
        List<EventRow> page = events.find(filter, SMALL_PAGE);
        while (!page.isEmpty()) {
            for (EventRow row : page) {
                if (row.position() <= upTo) {
                    written.add(row);
                }
            }
            long last = page.getLast().position();
            page = last < upTo ? events.find(filter.goingOnAfter(last), SMALL_PAGE) : List.of();
        }
        file.write(written.end(false));
    }

    private List<EventRow> page(String tenant, long after, long upTo) {
        List<EventRow> page = new ArrayList<>();
        long[] bytes = {0};
        events.streamTenant(
                tenant,
                after,
                Math.min(upTo, after + PAGE),
                row -> {
                    page.add(row);
                    bytes[0] += row.stored().length;
                    return bytes[0] < PAGE_BYTES;
                });
        if (page.isEmpty()) {
            throw new IllegalStateException("events of the tenant are gone");
        }
        return page;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** What was written so far. */
    private static final class Written {

        private final ExportWriter file;
        private byte[] head = HashChain.start();
        private long events;
        private long erased;
        private long sequence;

        Written(ExportWriter file) {
            this.file = file;
        }

        void add(EventRow row) throws IOException {
            ExportLine.Content content = content(row);
            file.write(new ExportLine.Event(row.envelope(), row.leaf(), content));
            events++;
            erased += content == null ? 1 : 0;
            sequence = row.tenantSequence();
            head = HashChain.next(head, row.leaf());
        }

        private static ExportLine.@Nullable Content content(EventRow row) {
            try {
                PendingPayload payload = row.payload();
                return new ExportLine.Content(payload.salt(), payload.plain());
            } catch (ErasedException e) {
                return null;
            }
        }

        ExportLine.End end(boolean chained) {
            return new ExportLine.End(events, erased, chained ? head : null);
        }
    }
}
