package dev.hansard.eventstore;

import static dev.hansard.eventstore.testing.TestEvents.append;
import static dev.hansard.eventstore.testing.TestEvents.ofTenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogTenantsTest {

    private static final String OWN = "{tenant}/own/{tenant}";

    @Test
    void those_that_have_an_aggregate_are_found_and_no_others() {
        try (TestDatabase database = TestDatabase.create();
                TestNode node = TestNode.on(database.dataSource())) {
            node.appender().append(append(ofTenant("t2", "t2/own/t2", 0)));
            node.appender().append(append(ofTenant("t1", "t1/own/t1", 0)));
            node.appender().append(append(ofTenant("t1", "t1/own/t1", 1)));
            node.appender().append(append(ofTenant("t3", "t3/own/t1", 0)));
            node.appender().append(append(ofTenant("t4", "t4/thing/t4", 0)));

            assertThat(new LogTenants(database.dataSource()).thatHave(OWN))
                    .containsExactly("t1", "t2");
        }
    }

    @Test
    void a_store_that_is_away_is_told_as_such() {
        TestDatabase database = TestDatabase.create();
        database.close();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> new LogTenants(database.dataSource()).thatHave(OWN));
    }
}
