package dev.hansard.edge;

/** The names of the headers that are Hansard's own, and how a version looks as an ETag. */
public final class Headers {

    public static final String POSITION = "Hansard-Position";
    public static final String MIN_POSITION = "Hansard-Min-Position";
    public static final String TENANT = "Hansard-Tenant";
    public static final String CORRELATION_ID = "Hansard-Correlation-Id";
    public static final String CAUSATION_ID = "Hansard-Causation-Id";
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    public static final String IDEMPOTENCY_REPLAYED = "Idempotency-Replayed";
    public static final String SHOULD_RETRY = "x-should-retry";
    public static final String PREFER = "Prefer";

    private Headers() {}

    /** The version as a strong ETag, with its quotes. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }
}
