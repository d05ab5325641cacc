package dev.hansard.command.session;

import dev.hansard.api.Ttl;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a new session gets where its creator says nothing.
 *
 * @param ttl idle time after which it expires: an ISO 8601 duration of at least a second, or {@code
 *     never}
 */
@ConfigurationProperties("hansard.sessions")
public record SessionDefaults(@DefaultValue("PT1H") Ttl ttl) {}
