package dev.hansard.eventstore.transfer;

/**
 * What an import brought.
 *
 * @param store that it comes from
 * @param erased those of the events that have no payload any more
 * @param firstPosition of its events, which follow each other
 * @param head of the tenant's chain
 */
public record Imported(
        String store,
        long events,
        long erased,
        long firstPosition,
        long lastPosition,
        byte[] head) {}
