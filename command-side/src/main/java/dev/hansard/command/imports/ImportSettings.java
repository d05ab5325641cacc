package dev.hansard.command.imports;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Imports of tenants over HTTP.
 *
 * @param maxSize the largest file, as sent; at least 1B
 */
@ConfigurationProperties("hansard.imports")
record ImportSettings(@DefaultValue("16GB") DataSize maxSize) {

    ImportSettings {
        if (maxSize.toBytes() < 1) {
            throw new IllegalArgumentException("hansard.imports.max-size must be at least 1B");
        }
    }
}
