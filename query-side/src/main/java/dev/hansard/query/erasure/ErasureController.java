package dev.hansard.query.erasure;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.LogGate;
import dev.hansard.tenancy.erasure.ErasureJob;
import dev.hansard.tenancy.erasure.ErasureTable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Erasures as jobs, each with its receipt. */
@RestController
final class ErasureController {

    private final LogGate gate;
    private final ErasureTable table;
    private final EventLog log;

    ErasureController(ErasureTable table, EventLog log) {
        this.gate = new LogGate(log);
        this.table = table;
        this.log = log;
    }

    @GetMapping("/v1/users/{userId}/erasure")
    @Allowed(Permission.ADMIN)
    ResponseEntity<ErasureJob> find(QueryRequest query, @PathVariable String userId) {
        query.caller().checkUser(userId);
        long position = gate.await(query);
        return table.find(new KeyOwner(query.tenant(), userId))
                .map(erasure -> Answers.at(position, ErasureJob.of(erasure, log)))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "nobody erased this user"));
    }
}
