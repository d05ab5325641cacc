package dev.hansard.eventstore.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.chain.HeadTable;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestEvents;
import dev.hansard.eventstore.testing.TestNode;
import dev.hansard.eventstore.testing.TestSeals;
import dev.hansard.eventstore.testing.TestSigning;
import dev.hansard.proof.BadLineException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A store in clear that exports and one with seals that imports, at one time. In the first the
 * tenant {@code red} has events among those of others; in the second others have written already.
 */
final class TwoStores implements AutoCloseable {

    static final String TENANT = "red";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final SettableClock clock = new SettableClock(START);
    final TestDatabase from = TestDatabase.create();
    final TestDatabase to = TestDatabase.create();
    final TestNode fromNode = TestNode.on(from.dataSource(), clock);
    final Seals seals = TestSeals.of(to.dataSource());
    final TestNode toNode = TestNode.on(to.dataSource(), clock, EventStoreSettings.DEFAULT, seals);
    final TestSigning signing;
    final TenantImport imports;

    TwoStores(Path directory) throws Exception {
        signing = new TestSigning(from, directory);
        imports = importing(seals);
        append(fromNode, "blue", "blue/a", 0);
        for (int i = 0; i < 3; i++) {
            append(fromNode, TENANT, "red/a", i);
            clock.move(Duration.ofSeconds(1));
            append(fromNode, TENANT, "red/b", i);
            append(fromNode, "blue", "blue/a", i + 1);
            signing.sign();
        }
        clock.move(Duration.ofHours(1));
        append(toNode, "green", "green/a", 0);
        append(toNode, "green", "green/a", 1);
    }

    TenantImport importing(Seals seals) {
        return new TenantImport(
                to.dataSource(),
                (type, revision, bytes) -> {
                    if (revision > 1) {
                        throw new IllegalArgumentException("from the future");
                    }
                    return new String(bytes, UTF_8);
                },
                "erased"::equals,
                seals,
                EventStoreSettings.DEFAULT,
                clock);
    }

    static void append(TestNode node, String tenant, String aggregate, long sequence) {
        node.appender()
                .append(
                        TestEvents.append(
                                TestEvents.event(
                                        tenant,
                                        aggregate,
                                        sequence,
                                        sequence == 0 ? null : "ann",
                                        tenant + "/context",
                                        "key" + sequence)));
    }

    byte[] export() throws IOException {
        var out = new ByteArrayOutputStream();
        long upTo = new HeadTable(from.dataSource()).last(TENANT).orElseThrow().tenantSequence();
        new Export(from.dataSource(), Seals.NONE, clock).tenant(TENANT, upTo, out, events -> {});
        return out.toByteArray();
    }

    Imported bringIn(byte[] file) throws IOException, BadLineException {
        return imports.run(
                TENANT, new ByteArrayInputStream(file), List.of(signing.key()), event -> {});
    }

    @Override
    public void close() {
        fromNode.close();
        toNode.close();
        from.close();
        to.close();
    }
}
