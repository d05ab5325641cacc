package dev.hansard.edge.request;

import dev.hansard.edge.access.Caller;

import java.time.Duration;

/**
 * The envelope of a query, as an argument of a controller method.
 *
 * @param minPosition the position that the answer has to reflect at least; 0 for any
 * @param timeout how long the client waits for that, at most 30 s
 */
public record QueryRequest(
        Caller caller, long minPosition, Duration timeout, String correlationId) {

    public String tenant() {
        return caller.tenant();
    }

    /** The same, of which the answer has to reflect at least that position. */
    public QueryRequest reflecting(long position) {
        return new QueryRequest(caller, position, timeout, correlationId);
    }
}
