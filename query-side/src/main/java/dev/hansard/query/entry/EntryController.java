package dev.hansard.query.entry;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.state.KeyView;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.query.value.TimedValue;
import dev.hansard.query.value.Values;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;

/** One entry, from memory. The clock decides here, and only here, whether its time is over. */
@RestController
final class EntryController {

    private final ViewGate gate;
    private final Values values;
    private final Clock clock;

    EntryController(ViewGate gate, Values values, Clock clock) {
        this.gate = gate;
        this.values = values;
        this.clock = clock;
    }

    @GetMapping("/v1/tables/{table}/{key}")
    @Allowed(Permission.QUERY)
    ResponseEntity<KeyView> entry(
            QueryRequest query, @PathVariable String table, @PathVariable String key) {
        long position = gate.await(query);
        TimedValue value = values.entry(AggregateId.entry(query.tenant(), table, key));
        if (value == null || !value.isThere(clock.instant())) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "the table has no such key");
        }
        return Answers.at(position, value.version(), value.view(key));
    }
}
