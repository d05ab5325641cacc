package dev.hansard.query.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;
import dev.hansard.query.reading.ReadingConfiguration.LoadThreads;
import dev.hansard.query.table.TableGate;
import dev.hansard.query.table.TablePositions;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Over a memory that has seen nothing of the log yet. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NamedTablesTest {

    @Test
    void entries_that_were_not_in_memory_are_after_it() {
        try (TestDatabase database = TestDatabase.create();
                RunningQueryService service =
                        RunningQueryService.on(database, RunningQueryService.CLOCK)) {
            var log = new LogWriter(database.dataSource(), RunningQueryService.CLOCK);
            var writer = new Tenant("acme", log, service);
            writer.put("t", "a", "1", null);
            writer.put("t", "b", "2", null);
            writer.put("u", "c", "3", null);
            Values cold = cold(service);

            assertThat(run(service, cold, () -> true)).isEqualTo(2);

            var statistics = cold.entries().metered().synchronous().stats();
            assertThat(statistics.missCount()).isEqualTo(2);
            assertThat(cold.entry(new TableName("acme", "t").entry("a"))).isNotNull();
            assertThat(cold.entry(new TableName("acme", "t").entry("b"))).isNotNull();
            assertThat(cold.entries().metered().synchronous().stats().missCount()).isEqualTo(2);
            assertThat(run(service, cold, () -> false)).isZero();
        }
    }

    @Test
    void a_table_is_named_with_its_tenant_or_is_of_the_default_one() {
        assertThat(TableName.parse("acme/flights")).isEqualTo(new TableName("acme", "flights"));
        assertThat(TableName.parse("flights")).isEqualTo(new TableName("default", "flights"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "acme/", "/flights", "a/b/c", "a b"})
    void anything_else_is_none(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TableName.parse(text));
    }

    private static int run(RunningQueryService service, Values values, BooleanSupplier goOn) {
        EventLog log = service.bean(EventLog.class);
        var gate =
                new TableGate(
                        ValueTable.NAME,
                        service.bean(TablePositions.class),
                        service.bean(CommitSignal.class),
                        log.head());
        return new NamedTables(
                        gate,
                        service.bean(ValueTable.class),
                        values,
                        RunningQueryService.CLOCK,
                        List.of(new TableName("acme", "t"), new TableName("acme", "none")))
                .run(goOn);
    }

    private static Values cold(RunningQueryService service) {
        var loader = new ValueLoader(service.bean(EventLog.class), service.bean(ValueTable.class));
        DataSize room = DataSize.ofMegabytes(1);
        return new Values(
                loader, new ValueSettings(room, room), service.bean(LoadThreads.class).executor());
    }
}
