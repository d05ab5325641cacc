package dev.hansard.command.session;

import dev.hansard.api.AggregateId;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.MetadataSet;
import dev.hansard.api.session.SessionEvent.PreferencesSet;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReopened;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.command.session.Session.Expired;
import dev.hansard.command.session.Session.Live;
import dev.hansard.eventstore.EnvelopeKeys;

import java.util.Map;

/** What the log keeps around an event of a session. */
final class SessionEnvelope {

    private SessionEnvelope() {}

    /**
     * The metadata of an event.
     *
     * @param before the state it happens to
     */
    static Map<String, String> of(AggregateId id, Session before, SessionEvent event) {
        return Map.of(
                EnvelopeKeys.TENANT, id.tenant(), EnvelopeKeys.USER_ID, userId(before, event));
    }

    private static String userId(Session before, SessionEvent event) {
        return switch (event) {
            case SessionCreated created -> created.userId();
            case SessionReopened _ -> ((Expired) before).userId();
            case StateSet _,
                    StateRemoved _,
                    StateExpired _,
                    MetadataSet _,
                    PreferencesSet _,
                    SessionReset _,
                    SessionExpired _,
                    SessionEnded _ ->
                    ((Live) before).userId();
        };
    }
}
