package dev.hansard.query;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * One tenant of a running query service. Events go in as from a command service; queries ask for
 * what was written last.
 */
public final class Tenant {

    private final String name;
    private final LogWriter log;
    private final RunningQueryService service;
    private long written;

    public Tenant(String name, LogWriter log, RunningQueryService service) {
        this.name = name;
        this.log = log;
        this.service = service;
    }

    public String name() {
        return name;
    }

    /** Position of the last event that was written here. */
    public long written() {
        return written;
    }

    /** Asks as a client that has just written. */
    public Answer get(String path, String... headers) {
        String[] all =
                Stream.concat(
                                Stream.of(
                                        "Hansard-Tenant",
                                        name,
                                        "Hansard-Min-Position",
                                        "" + written),
                                Arrays.stream(headers))
                        .toArray(String[]::new);
        return service.get(path, all);
    }

    /** The lines of an answer as they come. */
    public HttpResponse<Stream<String>> lines(String path, String... headers) {
        return service.lines(path, withTenant(headers));
    }

    /** Asks with these headers only, and for the tenant. */
    public Answer getAsIs(String path, String... headers) {
        return service.get(path, withTenant(headers));
    }

    private String[] withTenant(String... headers) {
        return Stream.concat(Stream.of("Hansard-Tenant", name), Arrays.stream(headers))
                .toArray(String[]::new);
    }

    public Talk talk(String conversation, String user, String session) {
        return new Talk(this, conversation, user, session);
    }

    /** A new session, which becomes the user's current one. */
    public long session(String session, String user) {
        session(
                session,
                user,
                new SessionCreated(user, Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, Ttl.parse("PT1H")));
        return user(user, new CurrentSessionSet(session));
    }

    public long session(String session, String user, SessionEvent event) {
        return write(AggregateId.session(name, session), user, null, event);
    }

    public long state(String session, String user, String key, String value, Instant expiresAt) {
        return session(session, user, new StateSet(key, expiresAt, Json.trusted(value)));
    }

    /** Something that happens to a user. */
    public long user(String user, UserEvent event) {
        return write(AggregateId.user(name, user), user, null, event);
    }

    /** Something that happens to an entry of a table. */
    public long entry(String table, String key, EntryEvent event) {
        return write(AggregateId.entry(name, table, key), null, null, event);
    }

    public long put(String table, String key, String value, Instant expiresAt) {
        return entry(table, key, new EntryPut(expiresAt, Json.trusted(value)));
    }

    long write(AggregateId id, String user, String session, Object event) {
        written = log.append(id, user, session, event);
        return written;
    }
}
