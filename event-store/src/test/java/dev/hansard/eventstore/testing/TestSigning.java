package dev.hansard.eventstore.testing;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.chain.AuditSettings;
import dev.hansard.eventstore.chain.HeadSigning;
import dev.hansard.eventstore.chain.HeadTable;
import dev.hansard.proof.VerifyingKey;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Signs heads as a command service does beside. */
public record TestSigning(TestDatabase database, Path directory) {

    /** Signs what has moved. */
    public void sign() throws Exception {
        var meters = new SimpleMeterRegistry();
        new HeadSigning(
                        database.dataSource(),
                        new CommitSignal(database.dataSource(), EventStoreSettings.DEFAULT, meters),
                        new AuditSettings(
                                null,
                                directory.resolve("signing-key"),
                                directory.resolve("signed-heads.ndjson"),
                                Duration.ofSeconds(1),
                                List.of(),
                                1),
                        Clock.systemUTC(),
                        meters)
                .start()
                .close();
    }

    /** The key that has signed. */
    public VerifyingKey key() {
        return VerifyingKey.of(new HeadTable(database.dataSource()).keys().getFirst().publicKey());
    }
}
