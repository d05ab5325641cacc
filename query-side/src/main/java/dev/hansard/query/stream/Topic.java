package dev.hansard.query.stream;

import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.RecordedEvent;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a subscription is found by the events it may want: its narrowest owner.
 *
 * @param name of the owner within its kind
 */
record Topic(Kind kind, String tenant, String name) {

    enum Kind {
        TENANT,
        USER,
        AGGREGATE,
        CONTEXT
    }

    static Topic of(EventFilter wanted) {
        String aggregate = wanted.aggregateId();
        if (aggregate != null) {
            return new Topic(Kind.AGGREGATE, wanted.tenant(), aggregate);
        }
        String context = wanted.context();
        if (context != null) {
            return new Topic(Kind.CONTEXT, wanted.tenant(), context);
        }
        String user = wanted.userId();
        return user == null ? ofTenant(wanted.tenant()) : ofUser(wanted.tenant(), user);
    }

    /** All under which somebody may wait for an event. */
    static List<Topic> of(RecordedEvent event) {
        String tenant = event.tenant();
        List<Topic> topics = new ArrayList<>(5);
        topics.add(ofTenant(tenant));
        topics.add(new Topic(Kind.AGGREGATE, tenant, event.aggregateId()));
        topics.add(new Topic(Kind.CONTEXT, tenant, event.aggregateId()));
        String context = event.context();
        if (context != null && !context.equals(event.aggregateId())) {
            topics.add(new Topic(Kind.CONTEXT, tenant, context));
        }
        String user = event.userId();
        if (user != null) {
            topics.add(ofUser(tenant, user));
        }
        return topics;
    }

    private static Topic ofTenant(String tenant) {
        return new Topic(Kind.TENANT, tenant, "");
    }

    private static Topic ofUser(String tenant, String user) {
        return new Topic(Kind.USER, tenant, user);
    }
}
