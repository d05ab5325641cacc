package dev.hansard.query.entry;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.query.table.TableGate;
import dev.hansard.query.table.TablePositions;
import dev.hansard.query.value.EntryPages;
import dev.hansard.query.value.ValueTable;
import dev.hansard.query.value.Values;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** Who reads tables. */
@Configuration(proxyBeanMethods = false)
public class EntryConfiguration {

    @Bean
    EntryController entryQueries(ViewGate valuesGate, Values values, Clock clock) {
        return new EntryController(valuesGate, values, clock);
    }

    @Bean
    TableController tableQueries(
            ValueTable table,
            EntryPages pages,
            TablePositions positions,
            CommitSignal signal,
            EventLog log,
            Clock clock) {
        var gate = new TableGate(ValueTable.NAME, positions, signal, log.head());
        return new TableController(gate, table, pages, clock);
    }
}
