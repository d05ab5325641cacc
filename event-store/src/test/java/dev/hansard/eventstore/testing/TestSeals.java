package dev.hansard.eventstore.testing;

import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.seal.EncryptionSettings;
import dev.hansard.eventstore.seal.SealedStore;

import java.nio.file.Path;
import java.time.Clock;

import javax.sql.DataSource;

/** Seals with an envelope key that all tests share. */
public final class TestSeals {

    /** For the setting {@code hansard.encryption.key}. */
    public static final String KEY = "dGhlIGVudmVsb3BlIGtleSBvZiB0ZXN0cywgMzIgYnk=";

    /** An argument for a service on a database. */
    public static final String ARGUMENT = "--hansard.encryption.key=" + KEY;

    /** Never there. */
    public static final Path NO_FILE = Path.of("target/no-directory/erasures.ndjson");

    private TestSeals() {}

    /** Settings with these envelope keys. */
    public static EncryptionSettings settings(String keys) {
        return new EncryptionSettings(true, keys, null, false, NO_FILE, 100);
    }

    /** Those of a store. */
    public static Seals of(DataSource dataSource) {
        return SealedStore.open(dataSource, settings(KEY), null, Clock.systemUTC()).seals();
    }
}
