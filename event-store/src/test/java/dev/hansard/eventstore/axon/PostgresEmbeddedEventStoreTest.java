package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;

import org.axonframework.eventsourcing.eventstore.EmbeddedEventStoreTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Axon's contract for its own event store, unchanged, on our storage engine. */
class PostgresEmbeddedEventStoreTest extends EmbeddedEventStoreTest {

    private static TestDatabase database;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @Override
    public EventStorageEngine createStorageEngine() {
        database.clear();
        return AxonNode.engine(TestNode.on(database.dataSource()));
    }
}
