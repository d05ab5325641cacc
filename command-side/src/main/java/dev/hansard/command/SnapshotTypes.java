package dev.hansard.command;

import static dev.hansard.api.AggregateId.CONVERSATION;
import static dev.hansard.api.AggregateId.ENTRY;
import static dev.hansard.api.AggregateId.SESSION;
import static dev.hansard.api.AggregateId.TENANT;
import static dev.hansard.api.AggregateId.USER;

import dev.hansard.api.events.EventFormat;
import dev.hansard.api.events.EventType;
import dev.hansard.command.conversation.Conversation;
import dev.hansard.command.entry.Entry;
import dev.hansard.command.session.Session;
import dev.hansard.command.tenant.Tenant;
import dev.hansard.command.user.User;

import java.util.List;

/**
 * The states that are put down as snapshots, each by its stable name. A revision goes up when the
 * fields change or what {@code evolve} makes of the events; snapshots of another revision are
 * passed over, so there is nothing to upcast.
 */
public final class SnapshotTypes {

    public static final List<EventType> ALL =
            List.of(
                    new EventType(CONVERSATION, "Live", 3, Conversation.Live.class),
                    new EventType(CONVERSATION, "Expired", 3, Conversation.Expired.class),
                    new EventType(CONVERSATION, "Deleted", 1, Conversation.Deleted.class),
                    new EventType(SESSION, "Live", 1, Session.Live.class),
                    new EventType(SESSION, "Expired", 1, Session.Expired.class),
                    new EventType(SESSION, "Ended", 1, Session.Ended.class),
                    new EventType(USER, "Known", 2, User.Known.class),
                    new EventType(ENTRY, "Absent", 1, Entry.Absent.class),
                    new EventType(ENTRY, "Present", 1, Entry.Present.class),
                    new EventType(TENANT, "Known", 2, Tenant.class));

    public static final EventFormat FORMAT = new EventFormat(ALL, List.of());

    private SnapshotTypes() {}
}
