package dev.hansard.command.conversation;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.api.json.Json;

/**
 * What a client may set on a conversation.
 *
 * @param ttl idle time after which it expires
 * @param maxTurnsBeforeCompact turns after which compaction is due
 * @param autoCompact whether compaction is ever called due
 */
public record Settings(Json metadata, Ttl ttl, int maxTurnsBeforeCompact, boolean autoCompact) {

    static Settings of(ConversationCreated event) {
        return new Settings(
                event.metadata(), event.ttl(), event.maxTurnsBeforeCompact(), event.autoCompact());
    }

    static Settings of(ConversationForked event) {
        return new Settings(
                event.metadata(), event.ttl(), event.maxTurnsBeforeCompact(), event.autoCompact());
    }

    static Settings of(ConversationReopened event) {
        return new Settings(
                event.metadata(), event.ttl(), event.maxTurnsBeforeCompact(), event.autoCompact());
    }

    Settings after(MetadataSet event) {
        return new Settings(
                requireNonNullElse(event.metadata(), metadata),
                requireNonNullElse(event.ttl(), ttl),
                requireNonNullElse(event.maxTurnsBeforeCompact(), maxTurnsBeforeCompact),
                requireNonNullElse(event.autoCompact(), autoCompact));
    }

    /** Whether so many turns are enough for a compaction. */
    boolean compactionDue(int turnCount) {
        return autoCompact && turnCount >= maxTurnsBeforeCompact;
    }
}
