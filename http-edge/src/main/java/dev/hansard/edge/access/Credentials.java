package dev.hansard.edge.access;

import org.jspecify.annotations.Nullable;

/** The API keys there are. A bean of this type takes the place of the one static operator key. */
@FunctionalInterface
public interface Credentials {

    /**
     * What that key stands for, or null if there is no such key. Takes the same time either way.
     */
    @Nullable Credential find(String key);
}
