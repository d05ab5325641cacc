package dev.hansard.query.session;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The read model of sessions.
 *
 * @param weight memory for sessions with their state; what does not fit is read from the store when
 *     asked for
 * @param users of how many users the current session's id is held in memory
 */
@Validated
@ConfigurationProperties("hansard.session-cache")
record SessionSettings(
        @DefaultValue("128MB") DataSize weight, @DefaultValue("200000") @Min(1) int users) {}
