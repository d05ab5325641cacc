package dev.hansard.query.conversation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The read model of recent messages.
 *
 * @param messages how many messages of each conversation, and of each user, are held in memory and
 *     sent when a request does not say; 1 to 1,000
 * @param conversationsWeight memory for conversations with their last messages; what does not fit
 *     is read from the store when asked for
 * @param groupsWeight memory for the lists of which conversations hold a user's or session's last
 *     messages
 */
@Validated
@ConfigurationProperties("hansard.window")
record RecentMessagesSettings(
        @DefaultValue("20") @Min(1) @Max(1000) int messages,
        @DefaultValue("256MB") DataSize conversationsWeight,
        @DefaultValue("32MB") DataSize groupsWeight) {}
