package dev.hansard.eventstore.seal;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.Statements;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;

import javax.sql.DataSource;

/** How a store keeps its contents, settled at a start: sealed, with an envelope key that fits. */
public final class SealedStore {

    // Until something was sealed or written, whoever starts decides.
    private static final String SETTLE =
            """
            insert into sealing (sealed) values (?)
                on conflict (single) do update set sealed = excluded.sealed
             where (select position from log_head) = 0 and not exists (select from data_key)""";

    private static final String KNOWS =
            "select exists (select from data_key where tenant = ? and (? or user_id = ?))";

    /** The event that says so is written by who writes events. */
    private static final String ERASE =
            """
            select erase(w.tenant, w.user_id, null, null, ?)
              from (values (?, ?)) as w (tenant, user_id)
             where not exists (select from erasure e
                                where e.tenant = w.tenant and e.user_id = w.user_id)""";

    private final Statements statements;
    private final Seals seals;
    private final @Nullable EnvelopeRotation rotation;
    private final ErasuresFile erasures;

    private SealedStore(
            Statements statements,
            Seals seals,
            @Nullable EnvelopeRotation rotation,
            ErasuresFile erasures) {
        this.statements = statements;
        this.seals = seals;
        this.rotation = rotation;
        this.erasures = erasures;
    }

    /**
     * Settles it.
     *
     * @param given takes the place of the key of the settings; null for none
     * @throws SealingRefusedException if the settings do not fit the store
     */
    public static SealedStore open(
            DataSource dataSource,
            EncryptionSettings settings,
            @Nullable EnvelopeKeeper given,
            Clock clock) {
        var statements = new Statements(dataSource, "settle how contents are kept");
        var erasures = new ErasuresFile(settings.erasuresFile());
        settle(statements, settings.enabled());
        if (!settings.enabled()) {
            return new SealedStore(statements, Seals.NONE, null, erasures);
        }
        var table = new DataKeyTable(dataSource);
        Collection<String> inUse = table.envelopeKeys();
        EnvelopeKeeper envelope = given == null ? envelope(settings, inUse) : given;
        Collection<String> unknown = envelope.unknown(inUse);
        if (!unknown.isEmpty()) {
            throw new SealingRefusedException(
                    "the contents of this store are sealed with the envelope key %s, which is not the one that is given; put back that key (hansard.encryption.key, hansard.encryption.key-file), or name it after the new one"
                            .formatted(String.join(", ", unknown)));
        }
        var keys = new DataKeys(table, envelope, clock, settings.cachedKeys());
        var store =
                new SealedStore(statements, keys, new EnvelopeRotation(table, envelope), erasures);
        store.eraseAgain(clock.instant());
        store.hearOfErasures();
        return store;
    }

    public Seals seals() {
        return seals;
    }

    /** Whether contents are sealed, so that somebody can be erased. */
    public boolean isSealed() {
        return seals != Seals.NONE;
    }

    /** Whether a user has, or had, a key; or anybody of a tenant. */
    public boolean knows(KeyOwner owner) {
        return statements
                .query(
                        KNOWS,
                        parameters ->
                                parameters
                                        .text(owner.tenant())
                                        .object(owner.isTenant())
                                        .text(owner.userId()),
                        row -> row.getBoolean(1))
                .getFirst();
    }

    /** Drops keys from memory that were destroyed meanwhile. */
    public void hearOfErasures() {
        seals.heardOf(
                statements
                        .query(
                                "select erasures from sealing",
                                parameters -> {},
                                row -> row.getLong(1))
                        .getFirst());
    }

    /**
     * Writes outside of the database that somebody was erased; it is on disk then.
     *
     * @throws SealingRefusedException if the file cannot be written
     */
    public void noteErasure(KeyOwner owner) {
        erasures.add(name(), owner);
    }

    /** Whoever was erased is so also in what was restored from before. */
    private void eraseAgain(Instant now) {
        for (KeyOwner owner : erasures.of(name())) {
            var _ =
                    statements.query(
                            ERASE,
                            parameters ->
                                    parameters
                                            .instant(now)
                                            .text(owner.tenant())
                                            .text(owner.userId()),
                            row -> owner);
        }
    }

    private String name() {
        return statements
                .query("select id from store", parameters -> {}, row -> row.getString(1))
                .getFirst();
    }

    /** Seals with the present envelope key what older ones have sealed. */
    public void rotate() {
        if (rotation != null) {
            rotation.run();
        }
    }

    private static void settle(Statements statements, boolean enabled) {
        int _ = statements.update(SETTLE, parameters -> parameters.object(enabled));
        boolean sealed =
                statements
                        .query(
                                "select sealed from sealing",
                                parameters -> {},
                                row -> row.getBoolean(1))
                        .getFirst();
        if (sealed && !enabled) {
            throw new SealingRefusedException(
                    "the contents of this store are sealed, and encryption can be switched off only before the first event; remove hansard.encryption.enabled=false");
        }
        if (!sealed && enabled) {
            throw new SealingRefusedException(
                    "the contents of this store are in clear, and encryption can be switched on only before the first event; set hansard.encryption.enabled=false, or import an export of it into a new store");
        }
    }

    private static EnvelopeKeeper envelope(EncryptionSettings settings, Collection<String> inUse) {
        if (settings.key() != null) {
            return EnvelopeKeyring.parse(settings.key());
        }
        Path path = settings.keyFile();
        if (path == null) {
            throw new SealingRefusedException(
                    "contents are sealed, and no envelope key is given; set hansard.encryption.key (HANSARD_ENCRYPTION_KEY) to 32 random bytes in base64, the same on all nodes, or hansard.encryption.key-file, or, for a new store, hansard.encryption.enabled=false to keep contents in clear");
        }
        var file = new EnvelopeKeyFile(path);
        if (!file.isThere()) {
            if (!settings.makeKeyFile() || !inUse.isEmpty()) {
                throw new SealingRefusedException(
                        "the envelope key is not there: %s is missing; put it back, or name it with hansard.encryption.key-file (HANSARD_ENCRYPTION_KEYFILE)"
                                .formatted(file));
            }
            file.make();
        }
        return file.read();
    }
}
