package dev.hansard.eventstore.seal;

import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.Statements;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
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

    private final Seals seals;
    private final @Nullable EnvelopeRotation rotation;

    private SealedStore(Seals seals, @Nullable EnvelopeRotation rotation) {
        this.seals = seals;
        this.rotation = rotation;
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
        settle(dataSource, settings.enabled());
        if (!settings.enabled()) {
            return new SealedStore(Seals.NONE, null);
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
        return new SealedStore(
                new DataKeys(table, envelope, clock, settings.cachedKeys()),
                new EnvelopeRotation(table, envelope));
    }

    public Seals seals() {
        return seals;
    }

    /** Seals with the present envelope key what older ones have sealed. */
    public void rotate() {
        if (rotation != null) {
            rotation.run();
        }
    }

    private static void settle(DataSource dataSource, boolean enabled) {
        var statements = new Statements(dataSource, "settle how contents are kept");
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
