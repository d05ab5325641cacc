package dev.hansard.allinone;

import dev.hansard.allinone.postgres.EmbeddedPostgresSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The embedded PostgreSQL.
 *
 * @param port of the loopback interface; 0 for any free one
 * @param startTimeout how long it may take to start, with a recovery after a crash
 * @param stopTimeout how long it may take to stop before it is stopped the hard way
 */
@ConfigurationProperties("hansard.embedded-postgres")
public record EmbeddedPostgresProperties(
        @DefaultValue("0") int port,
        @DefaultValue("5m") Duration startTimeout,
        @DefaultValue("15s") Duration stopTimeout) {

    EmbeddedPostgresSettings settings(DataSettings data) {
        EmbeddedPostgresSettings settings =
                data.ephemeral()
                        ? EmbeddedPostgresSettings.temporary()
                        : EmbeddedPostgresSettings.keptIn(data.dataDir());
        return settings.withPort(port).withTimeouts(startTimeout, stopTimeout);
    }
}
