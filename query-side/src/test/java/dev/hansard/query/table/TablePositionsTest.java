package dev.hansard.query.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.RunningQueryService;

import jakarta.persistence.EntityManager;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How the tables of the query service move along the log. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TablePositionsTest {

    private static TestDatabase database;
    private static RunningQueryService service;
    private static TablePositions positions;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        database.execute(
                """
                do $$ begin
                    execute format(
                        'alter database %I set synchronous_commit to on', current_database());
                end $$""");
        service = RunningQueryService.on(database, RunningQueryService.CLOCK);
        positions = service.bean(TablePositions.class);
        transaction = new TransactionTemplate(service.bean(PlatformTransactionManager.class));
        database.execute("insert into table_position (name, position) values ('mine', 7)");
    }

    @AfterAll
    static void stop() {
        service.close();
        database.close();
    }

    @Test
    void a_table_moves_on_from_where_it_stands_and_from_nowhere_else() {
        transaction.executeWithoutResult(
                t -> {
                    assertThat(positions.move("mine", 6, 9)).isZero();
                    assertThat(positions.move("mine", 7, 8)).isOne();
                    assertThat(positions.positionOf("mine")).isEqualTo(8);
                    t.setRollbackOnly();
                });
        assertThat(positions.positionOf("mine")).isEqualTo(7);
    }

    @Test
    void only_the_commit_of_a_table_does_not_wait_for_the_disk() {
        transaction.executeWithoutResult(
                t -> {
                    assertThat(waitsForTheDisk()).isEqualTo("on");
                    assertThat(positions.move("mine", 7, 7)).isOne();
                    assertThat(waitsForTheDisk()).isEqualTo("off");
                });
        transaction.executeWithoutResult(t -> assertThat(waitsForTheDisk()).isEqualTo("on"));
    }

    private static Object waitsForTheDisk() {
        return service.bean(EntityManager.class)
                .createNativeQuery("show synchronous_commit")
                .getSingleResult();
    }
}
