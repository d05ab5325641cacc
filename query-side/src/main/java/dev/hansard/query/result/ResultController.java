package dev.hansard.query.result;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.ViewGate;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Looks at what is stored, which counts as no use of it: always as the table has it. */
@RestController
final class ResultController {

    private final ViewGate gate;
    private final Results results;
    private final AccessCounts counts;
    private final ResultStatistics statistics;

    ResultController(
            ViewGate gate, Results results, AccessCounts counts, ResultStatistics statistics) {
        this.gate = gate;
        this.results = results;
        this.counts = counts;
        this.statistics = statistics;
    }

    @GetMapping("/v1/results/{resultKey}")
    @Allowed(Permission.QUERY)
    ResponseEntity<byte[]> result(QueryRequest query, @PathVariable String resultKey) {
        long position = gate.await(query);
        counts.write();
        StoredResult found =
                results.read(query.tenant(), resultKey)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                ErrorCode.NOT_FOUND,
                                                "the tenant has no such result"));
        String userId = found.head().userId();
        if (userId != null) {
            query.caller().checkUser(userId);
        }
        return Answers.json(position, found.json());
    }

    @GetMapping("/v1/results/stats")
    @Allowed(Permission.QUERY)
    ResponseEntity<ResultStats> stats(QueryRequest query) {
        long position = gate.await(query);
        return Answers.at(position, statistics.of(query.tenant()));
    }
}
