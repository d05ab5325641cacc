package dev.hansard.proof;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A line of an export: of a tenant with its chain, or of one user as a copy of the data. {@code
 * docs/export.md} specifies the format.
 */
public sealed interface ExportLine {

    /**
     * The first line.
     *
     * @param store which database it comes from
     * @param userId of whom alone the events are; null for all of the tenant
     */
    record Begin(String store, String tenant, @Nullable String userId, Instant exportedAt)
            implements ExportLine {}

    /** A public key that has signed heads. */
    record Key(VerifyingKey key) implements ExportLine {}

    /**
     * An event, in the order of its tenant.
     *
     * @param content null if nobody can open it any more
     */
    record Event(EventEnvelope envelope, byte[] leaf, @Nullable Content content)
            implements ExportLine {}

    /**
     * What is sealed in a store, in plain.
     *
     * @param salt 16 bytes
     */
    record Content(byte[] salt, byte[] payload) {}

    /** A signed head of the chain, after the last event that it covers. */
    record Head(SignedHead head) implements ExportLine {}

    /**
     * The last line, which shows that none is missing.
     *
     * @param erased those of the events that have no payload any more
     * @param head of the chain; null for a copy of one user
     */
    record End(long events, long erased, byte @Nullable [] head) implements ExportLine {}
}
