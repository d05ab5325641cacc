package dev.hansard.query.rebuild;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.edge.Headers;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.job.JobTable;
import dev.hansard.query.job.Jobs;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.LogGate;
import dev.hansard.query.replay.Rebuildable;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;

/** Rebuilds of views, as jobs of the whole store, whichever tenant a request names. */
@RestController
final class RebuildController {

    private static final String STORE = StoreTenant.NAME;

    private final LogGate gate;
    private final Rebuilding rebuilding;
    private final Jobs jobs;
    private final JobTable table;

    RebuildController(LogGate gate, Rebuilding rebuilding, Jobs jobs, JobTable table) {
        this.gate = gate;
        this.rebuilding = rebuilding;
        this.jobs = jobs;
        this.table = table;
    }

    /**
     * What to rebuild.
     *
     * @param view as health names it
     */
    record Wanted(@Nullable String view) {}

    @PostMapping("/v1/audit/rebuilds")
    @Allowed(Permission.OPERATE)
    ResponseEntity<Rebuild> begin(@RequestBody Wanted body, QueryRequest query) {
        Rebuildable view = rebuilding.view(body.view());
        long position = gate.await(query);
        String id =
                jobs.begin(
                        STORE,
                        Rebuilding.waiting(view),
                        progress -> Rebuilding.run(view, progress));
        return ResponseEntity.accepted()
                .location(URI.create("/v1/audit/rebuilds/" + id))
                .header(Headers.POSITION, Long.toString(position))
                .body(job(id));
    }

    @GetMapping("/v1/audit/rebuilds/{rebuildId}")
    @Allowed(Permission.OPERATE)
    ResponseEntity<Rebuild> find(QueryRequest query, @PathVariable String rebuildId) {
        return Answers.at(gate.await(query), job(rebuildId));
    }

    /** It ends soon after, and the view is what it was; what is over stays as it is. */
    @DeleteMapping("/v1/audit/rebuilds/{rebuildId}")
    @Allowed(Permission.OPERATE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String rebuildId) {
        job(rebuildId);
        table.cancel(STORE, rebuildId);
    }

    private Rebuild job(String id) {
        return table.find(STORE, id)
                .map(Rebuilding::rebuild)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such rebuild"));
    }
}
