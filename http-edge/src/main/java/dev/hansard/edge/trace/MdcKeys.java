package dev.hansard.edge.trace;

/** The names under which log lines carry what they belong to. */
public final class MdcKeys {

    public static final String CORRELATION_ID = "correlationId";
    public static final String TENANT = "tenant";

    private MdcKeys() {}
}
