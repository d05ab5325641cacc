package dev.hansard.edge.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;

/**
 * Who may come in.
 *
 * @param adminKey an API key of the operator, visible ASCII characters; without it and without
 *     {@code hansard.server-mode} the server runs in protected mode, reachable from this machine
 *     only
 * @param serverMode ask every caller for a key, also without {@code hansard.admin-key}: the first
 *     start where commands are served then makes an operator key and writes it to a file
 * @param operatorKeyFile where the operator key goes that server mode makes, with rights for its
 *     owner only; where there is a data directory, {@code operator-key} in there unless said
 *     otherwise
 */
@ConfigurationProperties("hansard")
public record EdgeSettings(
        @Nullable String adminKey,
        @DefaultValue("false") boolean serverMode,
        @DefaultValue("hansard-operator-key") Path operatorKeyFile) {

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
        return adminKey == null && !serverMode;
    }

    /** Whether the server makes its first operator key itself. */
    public boolean makesOperatorKey() {
        return adminKey == null && serverMode;
    }

    /** Names the mode, never the key. */
    @Override
    public String toString() {
        return protectedMode() ? "protected mode" : "server mode";
    }
}
