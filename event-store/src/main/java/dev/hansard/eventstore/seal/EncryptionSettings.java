package dev.hansard.eventstore.seal;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;

/**
 * What seals contents.
 *
 * @param enabled whether contents are sealed. Holds for a store for good from its first event on;
 *     without it nobody can be erased
 * @param key the envelope key, which seals the keys of users and tenants: 32 random bytes in
 *     base64. After it, separated by commas or spaces, those that it takes the place of. The same
 *     on all nodes; whoever loses it loses every content
 * @param keyFile a file with that, with rights for its owner only. Where there is a data directory,
 *     {@code envelope-key} in there unless said otherwise
 * @param makeKeyFile whether that file is made on the first start of a store; so it is with the
 *     embedded database
 * @param erasuresFile a file that everybody is written to who was erased; each start erases them
 *     again in what was restored from before. Where there is a data directory, {@code
 *     erasures.ndjson} in there unless said otherwise
 * @param cachedKeys most keys of users and tenants that are kept open in memory, at least 1
 */
@ConfigurationProperties("hansard.encryption")
public record EncryptionSettings(
        @DefaultValue("true") boolean enabled,
        @Nullable String key,
        @Nullable Path keyFile,
        @DefaultValue("false") boolean makeKeyFile,
        @DefaultValue("hansard-encryption/erasures.ndjson") Path erasuresFile,
        @DefaultValue("50000") int cachedKeys) {

    /**
     * @throws IllegalArgumentException if a setting is out of its bounds or holds no key; the
     *     message quotes no key
     */
    public EncryptionSettings {
        key = key == null || key.isBlank() ? null : key;
        if (cachedKeys < 1) {
            throw new IllegalArgumentException("hansard.encryption.cached-keys must be at least 1");
        }
        try {
            if (key != null) {
                var _ = EnvelopeKeyring.parse(key);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "hansard.encryption.key must be keys of 32 bytes in base64");
        }
    }

    /** Never tells the key. */
    @Override
    public String toString() {
        return enabled ? "contents are sealed" : "contents are in clear";
    }
}
