package dev.hansard.edge.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may come in.
 *
 * @param adminKey the API key of the operator, visible ASCII characters; without it the server runs
 *     in protected mode, reachable from this machine only
 */
@ConfigurationProperties("hansard")
public record EdgeSettings(@Nullable String adminKey) {

    /**
     * @throws IllegalArgumentException if the key holds characters that no header can carry
     */
    public EdgeSettings {
        adminKey = adminKey == null || adminKey.isBlank() ? null : adminKey;
        if (adminKey != null && !adminKey.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "hansard.admin-key must be of visible ASCII characters, without spaces");
        }
    }

    /** Without a key everything is allowed, but from this machine only. */
    public boolean protectedMode() {
        return adminKey == null;
    }

    /** Names the mode, never the key. */
    @Override
    public String toString() {
        return protectedMode() ? "protected mode" : "operator key";
    }
}
