package dev.hansard.query.reading;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waiting for what a cache loads. */
public final class Loads {

    private Loads() {}

    /** The value, or the load's own exception as it was thrown. */
    public static <T> T await(CompletableFuture<T> load) {
        try {
            return load.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
