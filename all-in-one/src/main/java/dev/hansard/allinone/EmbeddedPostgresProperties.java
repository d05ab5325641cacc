package dev.hansard.allinone;

import dev.hansard.allinone.postgres.EmbeddedPostgresSettings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The embedded PostgreSQL.
 *
 * @param port port of the loopback interface, 1 to 65,535; 0 for any free one
 * @param programsDir where the server programs are unpacked once (about 60 MB) and shared by all
 *     data directories; without it, a directory in this user's cache
 * @param startTimeout how long it may take to start, with a recovery after a crash; at least 1 s
 * @param stopTimeout how long it may take to stop before it is stopped the hard way; at least 1 s
 */
@ConfigurationProperties("hansard.embedded-postgres")
record EmbeddedPostgresProperties(
        @DefaultValue("0") int port,
        @Nullable Path programsDir,
        @DefaultValue("5m") Duration startTimeout,
        @DefaultValue("15s") Duration stopTimeout) {

    EmbeddedPostgresSettings settings(DataSettings data) {
        EmbeddedPostgresSettings settings =
                data.ephemeral()
                        ? EmbeddedPostgresSettings.temporary()
                        : EmbeddedPostgresSettings.keptIn(data.dataDir());
        if (programsDir != null) {
            settings = settings.withProgramsDir(programsDir);
        }
        return settings.withPort(port).withTimeouts(startTimeout, stopTimeout);
    }
}
