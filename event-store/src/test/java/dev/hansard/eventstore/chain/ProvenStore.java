package dev.hansard.eventstore.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.eventstore.PendingEvent;
import dev.hansard.eventstore.PendingPayload;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestEvents;
import dev.hansard.eventstore.testing.TestNode;
import dev.hansard.eventstore.testing.TestSeals;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A store of two tenants, with heads signed now and then. Of the tenant {@code default} are the
 * positions 1, 3, 4, 5, 7, 8 and 9; heads of it are signed at 3, 5 and 8, so that 9 is unsigned.
 * The event at 5 has all an event can have.
 */
final class ProvenStore implements AutoCloseable {

    static final String TENANT = "default";

    private static final List<String> TABLES =
            List.of(
                    "event",
                    "tenant_head",
                    "log_head",
                    "signed_head",
                    "signing_key",
                    "store",
                    "data_key");

    final TestDatabase database = TestDatabase.create();
    final Seals seals = TestSeals.of(database.dataSource());
    final TestNode node = TestNode.on(database.dataSource(), seals);
    final HeadTable table = new HeadTable(database.dataSource());
    private final Path directory;

    private ProvenStore(Path directory) {
        this.directory = directory;
    }

    static ProvenStore in(Path directory) {
        var store = new ProvenStore(directory);
        store.append(TENANT, 0);
        store.append("other", 0);
        store.append(TENANT, 1);
        store.sign();
        store.append(TENANT, 2);
        store.append(complete());
        store.sign();
        store.append("other", 1);
        store.append(TENANT, 4);
        store.append(TENANT, 5);
        store.sign();
        store.append(TENANT, 6);
        TABLES.forEach(
                name ->
                        store.database.execute(
                                "create table kept_%s as table %s".formatted(name, name)));
        return store;
    }

    void append(String tenant, long sequence) {
        append(TestEvents.ofTenant(tenant, tenant + "/a", sequence));
    }

    private void append(PendingEvent event) {
        node.appender().append(TestEvents.append(TestEvents.sealed(event, seals)));
    }

    void sign() {
        signer().sign();
    }

    HeadSigner signer() {
        AuditSettings settings = settings();
        return new HeadSigner(
                table, new HeadsFile(settings.headsFile()), settings.key(), Clock.systemUTC());
    }

    Verified verify() {
        return verify(settings(), null);
    }

    Verified verify(AuditSettings settings, byte[] expectedHead) {
        return new ChainVerifier(database.dataSource(), seals, settings)
                .verify(TENANT, expectedHead, (events, of) -> {});
    }

    /** Makes the tables what they were when nobody had touched them. */
    void restore() {
        TABLES.forEach(
                name ->
                        database.execute(
                                "delete from %s; insert into %s select * from kept_%s"
                                        .formatted(name, name, name)));
    }

    AuditSettings settings() {
        return settings(directory);
    }

    /** As a node has them whose files are in a directory. */
    static AuditSettings settings(Path directory, String... trustedKeys) {
        return new AuditSettings(
                null,
                directory.resolve("signing-key"),
                directory.resolve("signed-heads.ndjson"),
                Duration.ofMillis(20),
                List.of(trustedKeys),
                1);
    }

    private static PendingEvent complete() {
        return new PendingEvent(
                UUID.randomUUID(),
                TENANT,
                "thing",
                "default/a",
                3,
                "happened",
                1,
                "ann",
                "default/b",
                "dedupe",
                "key",
                "agent",
                "correlation",
                "causation",
                "idempotency",
                "{\"more\":1}",
                PendingPayload.plain("what was said".getBytes(UTF_8)));
    }

    @Override
    public void close() {
        node.close();
        database.close();
    }
}
