package dev.hansard.query.proof;

import dev.hansard.edge.Headers;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.eventstore.chain.Signatures.Covering;
import dev.hansard.eventstore.transfer.Export;
import dev.hansard.query.reading.LogGate;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.time.Duration;

/** All events of a tenant as a file that proves itself, or a copy of what there is of one user. */
@RestController
final class ExportController {

    /** Heads are signed every second; a loaded machine may need some. */
    private static final Duration SIGNED_WITHIN = Duration.ofSeconds(10);

    private final LogGate gate;
    private final SignedGate signed;
    private final Export export;

    ExportController(LogGate gate, SignedGate signed, Export export) {
        this.gate = gate;
        this.signed = signed;
        this.export = export;
    }

    /**
     * Streams straight to the client. A tenant's events end where a signed head does, so that all
     * of them are vouched for: it waits for the signature of those that are there now.
     */
    @GetMapping(path = "/v1/audit/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Allowed(Permission.AUDIT)
    void export(
            QueryRequest query,
            @RequestParam(required = false) @Nullable String userId,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        CheckedIds.optional("userId", userId);
        String user = query.caller().visibleUser(userId);
        long position = gate.await(query);
        if (user == null) {
            Duration patience =
                    query.timeout().compareTo(SIGNED_WITHIN) > 0 ? query.timeout() : SIGNED_WITHIN;
            Covering covering = signed.await(query.tenant(), position, patience);
            begin(response, covering.position());
            export.tenant(
                    query.tenant(),
                    covering.tenantSequence(),
                    response.getOutputStream(),
                    events -> {});
        } else {
            begin(response, position);
            export.user(query.tenant(), user, position, response.getOutputStream());
        }
    }

    private static void begin(HttpServletResponse response, long position) {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader(Headers.POSITION, Long.toString(position));
    }
}
