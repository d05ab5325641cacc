package dev.hansard.allinone;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;

/**
 * Where the data is, when no {@code spring.datasource.url} is set.
 *
 * @param dataDir directory of the embedded PostgreSQL; made with rights for its owner only
 * @param ephemeral keep the data in a temporary directory that is removed at the stop
 */
@ConfigurationProperties("hansard")
record DataSettings(
        @DefaultValue("hansard-data") Path dataDir, @DefaultValue("false") boolean ephemeral) {}
