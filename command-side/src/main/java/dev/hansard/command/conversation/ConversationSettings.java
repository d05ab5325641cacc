package dev.hansard.command.conversation;

import dev.hansard.api.Refusal;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationDefaults;
import dev.hansard.api.session.Preferences;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a new conversation gets where neither its creator nor its session says anything.
 *
 * @param maxTurnsBeforeCompact turns after which compaction is due, 1 to 100,000
 * @param autoCompact whether compaction is ever called due
 */
@ConfigurationProperties("hansard.conversations")
public record ConversationSettings(
        @DefaultValue("20") int maxTurnsBeforeCompact, @DefaultValue("true") boolean autoCompact) {

    /**
     * @throws Refusal if a setting is out of its bounds
     */
    public ConversationSettings {
        Preferences.checkTurns(
                "hansard.conversations.max-turns-before-compact", maxTurnsBeforeCompact);
    }

    ConversationDefaults defaults(Ttl ttl) {
        return new ConversationDefaults(ttl, maxTurnsBeforeCompact, autoCompact);
    }
}
