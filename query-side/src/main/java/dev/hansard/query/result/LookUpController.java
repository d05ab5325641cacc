package dev.hansard.query.result;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.Headers;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.edge.settings.LimitSettings;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.query.result.ResultRequests.Wanted;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.util.Optional;

/**
 * Finds the result of what an agent is about to compute. A miss answers the position it reflects as
 * well: given back with the result, it keeps what was invalidated meanwhile from being stored.
 */
@RestController
final class LookUpController {

    private final ViewGate gate;
    private final Results results;
    private final LookUps lookUps;
    private final Naming naming;
    private final LimitSettings limits;
    private final Clock clock;

    LookUpController(
            ViewGate gate,
            Results results,
            LookUps lookUps,
            Naming naming,
            LimitSettings limits,
            Clock clock) {
        this.gate = gate;
        this.results = results;
        this.lookUps = lookUps;
        this.naming = naming;
        this.limits = limits;
        this.clock = clock;
    }

    @PostMapping("/v1/results/lookup")
    @Allowed(Permission.QUERY)
    ResponseEntity<byte[]> lookUp(
            @RequestBody Wanted body, QueryRequest query, HttpServletResponse http) {
        Question question = body.question(query.caller(), limits);
        long position = gate.await(query);
        Optional<StoredResult> found = results.find(naming.address(query.tenant(), question));
        if (found.isEmpty()) {
            lookUps.miss(query.tenant());
            http.setHeader(Headers.POSITION, Long.toString(position));
            throw Refusal.of(ErrorCode.RESULT_MISS, "no result for this is stored");
        }
        lookUps.hit(found.get(), clock.instant());
        return Answers.json(position, found.get().json());
    }
}
