package dev.hansard.query.result;

import dev.hansard.api.Ttl;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.edge.Headers;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.edge.settings.LimitSettings;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.query.result.ResultRequests.NewResult;
import dev.hansard.query.result.Results.Stored;
import dev.hansard.tenancy.SettingsInEffect;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Stores what an agent has computed. */
@RestController
final class StoreController {

    private final ViewGate gate;
    private final EventLog log;
    private final Results results;
    private final Naming naming;
    private final SettingsInEffect settings;
    private final LimitSettings limits;
    private final Clock clock;

    StoreController(
            ViewGate gate,
            EventLog log,
            Results results,
            Naming naming,
            SettingsInEffect settings,
            LimitSettings limits,
            Clock clock) {
        this.gate = gate;
        this.log = log;
        this.results = results;
        this.naming = naming;
        this.settings = settings;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What the result rests on was read at the position the client names, or just now. Either way
     * this node has to be that far, or it could take for present what was invalidated before.
     */
    @PutMapping("/v1/results")
    @Allowed(Permission.COMMAND)
    ResponseEntity<byte[]> store(
            @RequestBody NewResult body, QueryRequest query, HttpServletRequest http) {
        Question question = body.wanted().question(query.caller(), limits);
        List<String> tags = body.tags(limits);
        boolean stated = http.getHeader(Headers.MIN_POSITION) != null;
        long asOf = stated ? query.minPosition() : log.head();
        long position = gate.await(query.reflecting(asOf));
        Ttl ttl = body.ttl();
        ResultHead head =
                head(
                        query.tenant(),
                        question,
                        tags,
                        asOf,
                        ttl == null ? settings.ttl(query.tenant(), Lifetime.RESULT) : ttl);
        Stored stored = results.store(Result.of(head, question, body.output(), tags));
        return answer(head.key(), stored, position);
    }

    private ResultHead head(
            String tenant, Question question, List<String> tags, long asOf, Ttl ttl) {
        String key = naming.key(question);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new ResultHead(
                tenant,
                key,
                question.requestKey(),
                question.userId(),
                asOf,
                now,
                ttl.expiresAt(now),
                Selectors.ofResult(tenant, key, question, tags));
    }

    private static ResponseEntity<byte[]> answer(String key, Stored stored, long position) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(Headers.POSITION, Long.toString(position));
        headers.setContentType(MediaType.APPLICATION_JSON);
        if (stored.created()) {
            headers.setLocation(URI.create("/v1/results/" + key));
        }
        return new ResponseEntity<>(
                stored.json(), headers, stored.created() ? HttpStatus.CREATED : HttpStatus.OK);
    }
}
