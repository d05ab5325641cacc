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
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import javax.sql.DataSource;

/**
 * Brings the export of a tenant into a store in which the tenant has no events: the same events,
 * leaves, chain and instants at new positions, sealed anew. All of it or nothing. Thread-safe; one
 * runs at a time.
 */
public final class TenantImport {

    private final DataSource dataSource;
    private final PayloadReader reader;
    private final PayloadPacking packing;
    private final EventStoreSettings settings;
    private final Clock clock;
    private final Semaphore running = new Semaphore(1);

    public TenantImport(
            DataSource dataSource,
            PayloadReader reader,
            Seals seals,
            EventStoreSettings settings,
            Clock clock) {
        this.dataSource = dataSource;
        this.reader = reader;
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
            byte[] head = found.head();
            if (found.events() == 0 || head == null) {
                return new Imported(found.begin().store(), 0, 0, 0, 0, new byte[0]);
            }
            var move = new Move(tenant, found.begin().store(), found.events(), head, incoming.last);
            long last =
                    move.run(
                            connection,
                            settings.lockTimeout(),
                            clock.instant().truncatedTo(ChronoUnit.MICROS));
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
            EventEnvelope envelope = event.envelope();
            ExportLine.Content content = checked(event);
            each.accept(envelope);
            last = envelope.recordedAt();
            PendingPayload payload =
                    packing.pack(
                            content.payload(),
                            content.salt(),
                            KeyOwner.of(tenant, envelope.userId()),
                            new EventPlace(
                                    UUID.fromString(envelope.eventId()),
                                    envelope.aggregateId(),
                                    envelope.sequence()));
            staging.add(
                    new StagedEvent(
                            line, envelope, event.leaf(), payload.format(), payload.stored()));
        }

        private ExportLine.Content checked(ExportLine.Event event) throws BadLineException {
            try {
                return rules.check(event);
            } catch (IllegalArgumentException e) {
                throw new BadLineException(line, String.valueOf(e.getMessage()));
            }
        }
    }
}
