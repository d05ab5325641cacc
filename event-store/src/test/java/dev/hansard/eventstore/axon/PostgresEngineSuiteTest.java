package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.testing.TestDatabase;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import java.util.ArrayList;
import java.util.List;

/** The engine on PostgreSQL, each process with a writer of its own. */
class PostgresEngineSuiteTest extends EventStorageEngineSuite {

    private static TestDatabase database;

    private final List<AxonNode> nodes = new ArrayList<>();

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void emptyStore() {
        database.clear();
    }

    @AfterEach
    void closeNodes() {
        nodes.forEach(AxonNode::close);
    }

    @Override
    EventStorageEngine process() {
        AxonNode node = AxonNode.on(database.dataSource());
        nodes.add(node);
        return node.engine();
    }
}
