package dev.hansard.eventstore.transfer;

import dev.hansard.eventstore.EventPlace;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.OverloadedException;
import dev.hansard.eventstore.PayloadPacking;
import dev.hansard.eventstore.PayloadReader;
import dev.hansard.eventstore.PendingPayload;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.SqlFailure;
import dev.hansard.proof.BadLineException;
import dev.hansard.proof.EventEnvelope;
import dev.hansard.proof.ExportCheck;
import dev.hansard.proof.ExportLine;
import dev.hansard.proof.ExportLines;
import dev.hansard.proof.VerifyingKey;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;

import javax.sql.DataSource;

/**
 * Brings the export of a tenant into a store in which the tenant has no events: the same events,
 * leaves, chain and instants at new positions, sealed anew. All of it or nothing. Thread-safe; one
 * runs at a time.
 */
public final class TenantImport {

    private final DataSource dataSource;
    private final PayloadReader reader;
    private final Predicate<Object> erases;
    private final Seals seals;
    private final PayloadPacking packing;
    private final EventStoreSettings settings;
    private final Clock clock;
    private final Semaphore running = new Semaphore(1);

    /**
     * @param erases whether a payload says that its user or its tenant was erased
     */
    public TenantImport(
            DataSource dataSource,
            PayloadReader reader,
            Predicate<Object> erases,
            Seals seals,
            EventStoreSettings settings,
            Clock clock) {
        this.dataSource = dataSource;
        this.reader = reader;
        this.erases = erases;
        this.seals = seals;
        this.packing = new PayloadPacking(settings, seals);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Says early whether an import would be of use.
     *
     * @throws NotEmptyException if the tenant has events
     * @throws dev.hansard.eventstore.StoreUnavailableException if the store cannot be reached
     */
    public void requireEmpty(String tenant) {
        try (Connection connection = dataSource.getConnection()) {
            if (Move.isThere(connection, tenant)) {
                throw new NotEmptyException();
            }
        } catch (SQLException e) {
            throw SqlFailure.of("import", e);
        }
    }

    /**
     * Reads a file to its end, checks all of it, and brings it in.
     *
     * @param trusted keys of which one has to have signed; with none, the file's own have to do
     * @param each is shown every event and may refuse it by an exception
     * @throws BadLineException if the file is not as it was written, or does not fit here
     * @throws NotEmptyException if the tenant has events
     * @throws OverloadedException if another import is running
     * @throws dev.hansard.eventstore.OutcomeUnknownException if the connection was lost around the
     *     commit
     * @throws dev.hansard.eventstore.StoreUnavailableException if the store cannot be reached
     */
    public Imported run(
            String tenant,
            InputStream file,
            Collection<VerifyingKey> trusted,
            Consumer<EventEnvelope> each)
            throws IOException, BadLineException {
        if (!running.tryAcquire()) {
            throw new OverloadedException(1);
        }
        try (Connection connection = dataSource.getConnection();
                var staging = new Staging(connection)) {
            var incoming = new Incoming(tenant, staging, each);
            ExportCheck.Result found = incoming.read(file, new ExportCheck(trusted, null));
            staging.requireOrder();
            List<ImportedErasures.Erasure> erasures = incoming.erasures.end();
            byte[] head = found.head();
            if (found.events() == 0 || head == null) {
                return new Imported(found.begin().store(), 0, 0, 0, 0, new byte[0]);
            }
            var move =
                    new Move(
                            tenant,
                            found.begin().store(),
                            found.events(),
                            head,
                            incoming.last,
                            erasures);
            long last =
                    move.run(
                            connection,
                            settings.lockTimeout(),
                            clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (!erasures.isEmpty()) {
                seals.heardOf(Move.erasures(connection));
            }
            return new Imported(
                    found.begin().store(),
                    found.events(),
                    found.erased(),
                    last - found.events() + 1,
                    last,
                    head);
        } catch (SQLException e) {
            throw SqlFailure.of("import", e);
        } finally {
            running.release();
        }
    }

    /** Goes along the lines of one file. */
    private final class Incoming {

        private final String tenant;
        private final Staging staging;
        private final Consumer<EventEnvelope> each;
        private final ImportRules rules;
        private final ImportedErasures erasures = new ImportedErasures(erases, seals != Seals.NONE);
        private long line;
        private Instant last = Instant.EPOCH;

        Incoming(String tenant, Staging staging, Consumer<EventEnvelope> each) {
            this.tenant = tenant;
            this.staging = staging;
            this.each = each;
            this.rules = new ImportRules(tenant, reader, clock);
        }

        ExportCheck.Result read(InputStream file, ExportCheck check)
                throws IOException, BadLineException, SQLException {
            var lines = new ExportLines(file);
            for (byte[] bytes = lines.next(); bytes != null; bytes = lines.next()) {
                line++;
                take(check.next(bytes));
            }
            return check.end();
        }

        private void take(ExportLine next) throws BadLineException, SQLException {
            switch (next) {
                case ExportLine.Begin begin -> requireOurs(begin);
                case ExportLine.Event event -> take(event);
                case ExportLine.Key _, ExportLine.Head _, ExportLine.End _ -> {}
            }
        }

        private void requireOurs(ExportLine.Begin begin) throws BadLineException {
            if (begin.userId() != null) {
                throw new BadLineException(line, "begins a copy of one user, which has no chain");
            }
            if (!begin.tenant().equals(tenant)) {
                throw new BadLineException(line, "names another tenant");
            }
        }

        private void take(ExportLine.Event event) throws BadLineException, SQLException {
            boolean erasing;
            try {
                erasing = erasures.take(event, rules.check(event), line);
            } catch (IllegalArgumentException e) {
                throw new BadLineException(line, String.valueOf(e.getMessage()));
            }
            each.accept(event.envelope());
            last = event.envelope().recordedAt();
            staging.add(staged(event, erasing));
        }

        private StagedEvent staged(ExportLine.Event event, boolean erasing) {
            EventEnvelope envelope = event.envelope();
            ExportLine.Content content = event.content();
            PendingPayload payload =
                    content == null ? PendingPayload.lost() : packed(envelope, content, erasing);
            return new StagedEvent(
                    line, envelope, event.leaf(), payload.format(), payload.stored());
        }

        /** What says that somebody was erased has to stay readable without a key. */
        private PendingPayload packed(
                EventEnvelope envelope, ExportLine.Content content, boolean erasing) {
            return erasing
                    ? PendingPayload.plain(content.payload(), content.salt())
                    : packing.packWithKeptKey(
                            content.payload(),
                            content.salt(),
                            KeyOwner.of(tenant, envelope.userId()),
                            new EventPlace(
                                    UUID.fromString(envelope.eventId()),
                                    envelope.aggregateId(),
                                    envelope.sequence()));
        }
    }
}
