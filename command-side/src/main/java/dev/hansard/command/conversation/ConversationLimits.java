package dev.hansard.command.conversation;

import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;

/**
 * How large things in a conversation may be.
 *
 * @param messagesPerCommand messages in one command
 * @param messageBytes one message, in bytes of UTF-8
 * @param metadataBytes the metadata after a merge, in bytes of UTF-8
 * @param summaryBytes the summary of a compaction, in bytes of UTF-8
 */
public record ConversationLimits(
        int messagesPerCommand, int messageBytes, int metadataBytes, int summaryBytes) {

    public static final ConversationLimits DEFAULT =
            new ConversationLimits(100, 1024 * 1024, 16 * 1024, 256 * 1024);

    /** Those of a tenant. */
    public static ConversationLimits of(TenantSettings settings) {
        return new ConversationLimits(
                settings.limit(TenantLimit.MESSAGES_PER_COMMAND),
                settings.limit(TenantLimit.MESSAGE),
                settings.limit(TenantLimit.METADATA),
                settings.limit(TenantLimit.SUMMARY));
    }
}
