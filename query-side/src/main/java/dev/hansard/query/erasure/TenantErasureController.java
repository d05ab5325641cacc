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
import dev.hansard.tenancy.erasure.ErasureTable;
import dev.hansard.tenancy.erasure.TenantErasureJob;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Erasures of tenants as jobs, each with its receipt. */
@RestController
final class TenantErasureController {

    private final LogGate gate;
    private final ErasureTable table;
    private final EventLog log;

    TenantErasureController(ErasureTable table, EventLog log) {
        this.gate = new LogGate(log);
        this.table = table;
        this.log = log;
    }

    @GetMapping("/v1/admin/tenants/{tenant}/erasure")
    @Allowed(Permission.OPERATE)
    ResponseEntity<TenantErasureJob> find(QueryRequest query, @PathVariable String tenant) {
        long position = gate.await(query);
        return table.find(KeyOwner.tenant(tenant))
                .map(erasure -> Answers.at(position, TenantErasureJob.of(erasure, table, log)))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "nobody erased this tenant"));
    }
}
