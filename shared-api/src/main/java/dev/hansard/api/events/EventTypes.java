package dev.hansard.api.events;

import static dev.hansard.api.AggregateId.CONVERSATION;
import static dev.hansard.api.AggregateId.ENTRY;
import static dev.hansard.api.AggregateId.SESSION;
import static dev.hansard.api.AggregateId.TENANT;
import static dev.hansard.api.AggregateId.USER;

import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.api.user.UserEvent;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every type of event, by its stable name. The whole list in one place, so that a name can be found
 * and none is given twice; a test holds it against the sealed vocabularies.
 */
public final class EventTypes {

    /** In the order of the vocabularies. */
    public static final List<EventType> ALL =
            List.of(
                    new EventType(
                            CONVERSATION,
                            "ConversationCreated",
                            1,
                            ConversationEvent.ConversationCreated.class),
                    new EventType(
                            CONVERSATION,
                            "MessageAppended",
                            1,
                            ConversationEvent.MessageAppended.class),
                    new EventType(
                            CONVERSATION,
                            "MessageRemoved",
                            1,
                            ConversationEvent.MessageRemoved.class),
                    new EventType(
                            CONVERSATION,
                            "ConversationCleared",
                            1,
                            ConversationEvent.ConversationCleared.class),
                    new EventType(
                            CONVERSATION,
                            "ConversationCompacted",
                            1,
                            ConversationEvent.ConversationCompacted.class),
                    new EventType(
                            CONVERSATION,
                            "CompactionUndone",
                            1,
                            ConversationEvent.CompactionUndone.class),
                    new EventType(
                            CONVERSATION,
                            "ConversationForked",
                            1,
                            ConversationEvent.ConversationForked.class),
                    new EventType(
                            CONVERSATION, "MetadataSet", 1, ConversationEvent.MetadataSet.class),
                    new EventType(
                            CONVERSATION,
                            "ConversationExpired",
                            1,
                            ConversationEvent.ConversationExpired.class),
                    new EventType(
                            CONVERSATION,
                            "ConversationReopened",
                            1,
                            ConversationEvent.ConversationReopened.class),
                    new EventType(
                            CONVERSATION,
                            "ConversationDeleted",
                            1,
                            ConversationEvent.ConversationDeleted.class),
                    new EventType(SESSION, "SessionCreated", 1, SessionEvent.SessionCreated.class),
                    new EventType(SESSION, "StateSet", 1, SessionEvent.StateSet.class),
                    new EventType(SESSION, "StateRemoved", 1, SessionEvent.StateRemoved.class),
                    new EventType(SESSION, "StateExpired", 1, SessionEvent.StateExpired.class),
                    new EventType(SESSION, "MetadataSet", 1, SessionEvent.MetadataSet.class),
                    new EventType(SESSION, "PreferencesSet", 1, SessionEvent.PreferencesSet.class),
                    new EventType(SESSION, "SessionReset", 1, SessionEvent.SessionReset.class),
                    new EventType(SESSION, "SessionExpired", 1, SessionEvent.SessionExpired.class),
                    new EventType(
                            SESSION, "SessionReopened", 1, SessionEvent.SessionReopened.class),
                    new EventType(SESSION, "SessionEnded", 1, SessionEvent.SessionEnded.class),
                    new EventType(USER, "CurrentSessionSet", 1, UserEvent.CurrentSessionSet.class),
                    new EventType(USER, "ProfileSet", 1, UserEvent.ProfileSet.class),
                    new EventType(USER, "ProfileRemoved", 1, UserEvent.ProfileRemoved.class),
                    new EventType(USER, "UserStateSet", 1, UserEvent.UserStateSet.class),
                    new EventType(USER, "UserStateRemoved", 1, UserEvent.UserStateRemoved.class),
                    new EventType(USER, "UserStateExpired", 1, UserEvent.UserStateExpired.class),
                    new EventType(USER, "UserErased", 1, UserEvent.UserErased.class),
                    new EventType(ENTRY, "EntryPut", 1, EntryEvent.EntryPut.class),
                    new EventType(ENTRY, "EntryRemoved", 1, EntryEvent.EntryRemoved.class),
                    new EventType(ENTRY, "EntryExpired", 1, EntryEvent.EntryExpired.class),
                    new EventType(TENANT, "KeyCreated", 1, TenantEvent.KeyCreated.class),
                    new EventType(TENANT, "KeyRevoked", 1, TenantEvent.KeyRevoked.class),
                    new EventType(TENANT, "AllowListSet", 1, TenantEvent.AllowListSet.class),
                    new EventType(TENANT, "SettingsSet", 1, TenantEvent.SettingsSet.class),
                    new EventType(
                            TENANT, "ErasureCompleted", 1, TenantEvent.ErasureCompleted.class),
                    new EventType(TENANT, "TenantErased", 1, TenantEvent.TenantErased.class),
                    new EventType(
                            TENANT,
                            "TenantErasureCompleted",
                            1,
                            TenantEvent.TenantErasureCompleted.class),
                    new EventType(
                            TENANT, "ResultsInvalidated", 1, TenantEvent.ResultsInvalidated.class));

    private EventTypes() {}

    /** The types, over all aggregates, that audits show under that name; may be none. */
    public static Stream<EventType> shownAs(String name) {
        return ALL.stream().filter(type -> type.name().equals(name));
    }
}
