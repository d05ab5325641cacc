package dev.hansard.eventstore.chain;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.hansard.eventstore.EventTable;
import dev.hansard.eventstore.Seals;
import dev.hansard.proof.VerifyingKey;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

/**
 * Verifies the events of a tenant up to where they end when it begins: makes every leaf and the
 * chain anew and holds them against what was signed, in the table and in the file. Writes go on
 * meanwhile. Memory does not grow with the log.
 */
public final class ChainVerifier {

    /** Events read by one statement: none keeps old rows from being cleaned up for long. */
    private static final int SLICE = 50_000;

    /** Before any sequence, whatever somebody has made of it. */
    private static final long BEGINNING = -Long.MAX_VALUE;

    private static final int PROGRESS_EVERY = 1_000;

    private final DataSource dataSource;
    private final EventTable events;
    private final AuditSettings settings;
    private final HeadTable table;
    private final HeadsFile file;

    /**
     * @param seals open what is held against the leaves; their keys are read anew
     */
    public ChainVerifier(DataSource dataSource, Seals seals, AuditSettings settings) {
        this.dataSource = dataSource;
        this.events = new EventTable(dataSource, seals.fromTheDatabase());
        this.settings = settings;
        this.table = new HeadTable(dataSource);
        this.file = new HeadsFile(settings.headsFile());
    }

    /** Is told now and again how far a verification is, and may end it by an exception. */
    @FunctionalInterface
    public interface Progress {
        void checked(long events, long of);
    }

    /**
     * Verifies a tenant.
     *
     * @param expectedHead a head that its chain had at some time; null for none
     * @throws dev.hansard.eventstore.StoreUnavailableException if the store cannot be reached
     */
    public Verified verify(String tenant, byte @Nullable [] expectedHead, Progress progress) {
        // The file first: what is signed in it is in the log that is looked at next.
        long length = file.length();
        List<HeadLine> lastBatch = file.lastBatch(length);
        TenantState state = TenantState.read(dataSource, tenant);
        var inFile = new HeadsFileCheck(table, tenant, state, lastBatch).run(file, length);
        Map<String, VerifyingKey> outside = outside(inFile.keys());
        var keys = new KnownKeys(outside, table.keys());
        var heads = new ProvenHeads(table, keys, tenant, inFile.beside());
        var walk = new ChainWalk(state, heads, new LeafCheck(dataSource), expectedHead);
        walk(tenant, state.sequence(), walk, progress);
        Finding finding =
                Stream.concat(
                                Stream.of(walk.end(), inFile.finding()).filter(Objects::nonNull),
                                state.ends().stream())
                        .reduce(Finding::first)
                        .orElse(null);
        return new Verified(
                walk.sequence(),
                finding == null
                        ? null
                        : new BadPosition(dataSource, events, tenant, state.furthest()).of(finding),
                finding == null ? null : finding.problem(),
                Math.max(0, state.sequence() - state.signed()),
                finding == null ? HexFormat.of().formatHex(walk.head()) : null,
                !outside.isEmpty());
    }

    private void walk(String tenant, long upTo, ChainWalk walk, Progress progress) {
        long read = BEGINNING;
        boolean goesOn = true;
        while (goesOn && walk.sequence() < upTo) {
            long end = Math.min(upTo, walk.sequence() + SLICE);
            events.streamTenant(
                    tenant,
                    read,
                    end,
                    row -> {
                        if (walk.sequence() % PROGRESS_EVERY == 0) {
                            progress.checked(walk.sequence(), upTo);
                        }
                        return walk.next(row);
                    });
            goesOn = walk.sequence() == end;
            read = end;
        }
        progress.checked(walk.sequence(), upTo);
    }

    /** The keys that the settings name, and those that have signed in the file. */
    private Map<String, VerifyingKey> outside(Collection<VerifyingKey> inFile) {
        return Stream.concat(inFile.stream(), settings.knownKeys().stream())
                .collect(toMap(VerifyingKey::id, identity(), (one, same) -> one));
    }
}
