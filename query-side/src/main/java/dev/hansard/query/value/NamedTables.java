package dev.hansard.query.value;

import dev.hansard.query.table.TableGate;
import dev.hansard.query.warmup.WarmUp;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The tables that the settings name, with all their entries. One that does not exist has none. */
final class NamedTables implements WarmUp {

    private static final int PAGE = 1_000;

    private final TableGate gate;
    private final ValueTable places;
    private final Values values;
    private final Clock clock;
    private final List<TableName> tables;

    NamedTables(
            TableGate gate, ValueTable places, Values values, Clock clock, List<TableName> tables) {
        this.gate = gate;
        this.places = places;
        this.values = values;
        this.clock = clock;
        this.tables = tables;
    }

    @Override
    public String what() {
        return "entries";
    }

    @Override
    public int run(BooleanSupplier goOn) {
        return tables.isEmpty() || !gate.awaitStart(goOn)
                ? 0
                : tables.stream().mapToInt(table -> run(table, goOn)).sum();
    }

    private int run(TableName table, BooleanSupplier goOn) {
        int read = 0;
        List<ValuePlace> page = page(table, null);
        while (!page.isEmpty()) {
            for (ValuePlace place : page) {
                if (!goOn.getAsBoolean()) {
                    return read;
                }
                var _ = values.entry(table.entry(place.key()));
                read++;
            }
            page = page(table, page.getLast().key());
        }
        return read;
    }

    private List<ValuePlace> page(TableName table, @Nullable String after) {
        return places.entries(table.tenant(), table.table(), after, false, clock.instant(), PAGE);
    }
}
