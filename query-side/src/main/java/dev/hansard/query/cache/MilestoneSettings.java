package dev.hansard.query.cache;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is remembered of replays for auditors, so that the next one is shorter.
 *
 * @param conversationsWeight memory for what conversations were like on the way; none of what was
 *     said
 * @param sessionsWeight memory for what sessions were like on the way; none of their state
 */
@ConfigurationProperties("hansard.milestones")
public record MilestoneSettings(
        @DefaultValue("8MB") DataSize conversationsWeight,
        @DefaultValue("8MB") DataSize sessionsWeight) {}
