package dev.hansard.query.session;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The read model of sessions.
 *
 * @param weight memory for sessions with their state; what does not fit is read from the store when
 *     asked for
 * @param usersWeight memory for which session is each user's newest
 */
@ConfigurationProperties("hansard.session-cache")
record SessionSettings(
        @DefaultValue("128MB") DataSize weight, @DefaultValue("32MB") DataSize usersWeight) {}
