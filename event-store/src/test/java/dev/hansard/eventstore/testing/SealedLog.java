package dev.hansard.eventstore.testing;

import dev.hansard.eventstore.Seals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of sealed contents begin with: a log of each test's own, and a node that seals. */
public abstract class SealedLog {

    protected TestDatabase database;
    protected Seals seals;
    protected TestNode node;

    @BeforeEach
    void startNode() {
        database = TestDatabase.create();
        seals = TestSeals.of(database.dataSource());
        node = TestNode.on(database.dataSource(), seals);
    }

    @AfterEach
    void stopNode() {
        node.close();
        database.close();
    }
}
