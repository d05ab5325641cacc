package dev.hansard.query.proof;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.Headers;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.job.JobTable;
import dev.hansard.query.job.Jobs;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.LogGate;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Verifications of a tenant's events, as jobs. */
@RestController
final class VerificationController {

    private static final Pattern HEAD = Pattern.compile("[0-9a-fA-F]{64}");

    private final LogGate gate;
    private final Verifying verifying;
    private final Jobs jobs;
    private final JobTable table;

    VerificationController(LogGate gate, Verifying verifying, Jobs jobs, JobTable table) {
        this.gate = gate;
        this.verifying = verifying;
        this.jobs = jobs;
        this.table = table;
    }

    /**
     * What to verify.
     *
     * @param expectedHead a head that the tenant's chain had at some time, in hexadecimal
     */
    record Wanted(@Nullable String expectedHead) {

        byte @Nullable [] head() {
            if (expectedHead == null) {
                return null;
            }
            if (!HEAD.matcher(expectedHead).matches()) {
                throw Refusal.invalid("/expectedHead", "must be 64 hexadecimal digits");
            }
            return HexFormat.of().parseHex(expectedHead);
        }
    }

    @PostMapping("/v1/audit/verifications")
    @Allowed(Permission.AUDIT)
    ResponseEntity<Verification> begin(
            @RequestBody(required = false) @Nullable Wanted body, QueryRequest query) {
        query.caller().requireUnbound();
        byte[] expectedHead = body == null ? null : body.head();
        long position = gate.await(query);
        String tenant = query.tenant();
        String id =
                jobs.begin(tenant, null, progress -> verifying.run(tenant, expectedHead, progress));
        return ResponseEntity.accepted()
                .location(URI.create("/v1/audit/verifications/" + id))
                .header(Headers.POSITION, Long.toString(position))
                .body(job(query, id));
    }

    @GetMapping("/v1/audit/verifications/{verificationId}")
    @Allowed(Permission.AUDIT)
    ResponseEntity<Verification> find(QueryRequest query, @PathVariable String verificationId) {
        query.caller().requireUnbound();
        return Answers.at(gate.await(query), job(query, verificationId));
    }

    private Verification job(QueryRequest query, String id) {
        return table.find(query.tenant(), id)
                .map(Verifying::verification)
                .orElseThrow(
                        () -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such verification"));
    }
}
