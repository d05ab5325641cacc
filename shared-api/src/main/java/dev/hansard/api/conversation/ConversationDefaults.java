package dev.hansard.api.conversation;

import dev.hansard.api.Ttl;

/**
 * What a new conversation gets where its creator says nothing.
 *
 * @param ttl idle time after which it expires
 * @param maxTurnsBeforeCompact turns after which compaction is due
 * @param autoCompact whether compaction is ever called due
 */
public record ConversationDefaults(Ttl ttl, int maxTurnsBeforeCompact, boolean autoCompact) {}
