package dev.hansard.edge.access;

import org.jspecify.annotations.Nullable;

/**
 * Where keys or tokens are known: each bean of this type is asked, after the one key from the
 * settings.
 */
@FunctionalInterface
public interface Credentials {

    /**
     * What a key or token stands for, or null if it is not known here. How long it takes tells
     * nothing about the secret in it.
     *
     * @throws dev.hansard.api.Refusal if that cannot be said just now
     */
    @Nullable Credential find(String key);
}
