package dev.hansard.query.result;

import dev.hansard.api.AggregateId;
import dev.hansard.api.tenant.ResultSelector.By;
import dev.hansard.api.tenant.TenantEvent.ResultsInvalidated;
import dev.hansard.query.Answer;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.stream.Stream;

/** An agent of one tenant at one node; bodies are written with single quotes. */
record ResultClient(RunningQueryService node, LogWriter log, String tenant, String... headers) {

    Answer lookUp(String body, String... more) {
        return send("POST", "/v1/results/lookup", body, more);
    }

    Answer store(String body, String... more) {
        return send("PUT", "/v1/results", body, more);
    }

    Answer get(String path, String... more) {
        return send("GET", path, null, more);
    }

    /** As the command side writes it. */
    long invalidate(By by, @Nullable String value) {
        return invalidate(by, value, null);
    }

    long invalidate(By by, @Nullable String value, @Nullable String userId) {
        return log.append(
                AggregateId.tenant(tenant), null, null, new ResultsInvalidated(by, value, userId));
    }

    private Answer send(String method, String path, @Nullable String body, String... more) {
        String[] all =
                Stream.of(new String[] {"Hansard-Tenant", tenant}, headers, more)
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new);
        return node.send(method, path, body == null ? null : body.replace('\'', '"'), all);
    }
}
