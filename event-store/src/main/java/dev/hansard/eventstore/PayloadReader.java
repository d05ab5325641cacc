package dev.hansard.eventstore;

/** Makes an object of a plain payload, in its present revision. */
@FunctionalInterface
public interface PayloadReader {

    /**
     * Reads a payload.
     *
     * @throws RuntimeException if this version cannot; its message holds no content
     */
    Object read(String storedName, int revision, byte[] plainPayload);
}
