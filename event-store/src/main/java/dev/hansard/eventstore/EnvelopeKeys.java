package dev.hansard.eventstore;

/**
 * The metadata of an Axon event message that become columns of their own. Everything else in the
 * metadata is kept as JSON.
 */
public final class EnvelopeKeys {

    /** Whose event it is; {@link #DEFAULT_TENANT} when absent. */
    public static final String TENANT = "tenant";

    public static final String DEFAULT_TENANT = "default";

    /** The user it belongs to. */
    public static final String USER_ID = "userId";

    /** Aggregate identifier of a wider thing it belongs to as well. */
    public static final String CONTEXT = "context";

    /** A key unique within the aggregate: a second event with it is refused. */
    public static final String DEDUPE_KEY = "dedupeKey";

    public static final String ACTOR_KEY_ID = "actorKeyId";
    public static final String ACTOR_ROLE = "actorRole";
    public static final String CORRELATION_ID = "correlationId";
    public static final String CAUSATION_ID = "causationId";
    public static final String IDEMPOTENCY_KEY = "idempotencyKey";

    private EnvelopeKeys() {}
}
