package dev.hansard.api;

/**
 * The identity of one aggregate: {@code tenant/type/id}. The slash is not in the alphabet of ids,
 * so no two aggregates share a text.
 *
 * @param tenant the tenant, from the credential
 * @param type one of {@link #CONVERSATION}, {@link #SESSION}, {@link #USER}, {@link #ENTRY}, {@link
 *     #TENANT}
 * @param id the id the client knows, unique within tenant and type; of an entry {@code table/key}
 */
public record AggregateId(String tenant, String type, String id) {

    public static final String CONVERSATION = "conversation";
    public static final String SESSION = "session";
    public static final String USER = "user";
    public static final String ENTRY = "entry";
    public static final String TENANT = "tenant";

    public static AggregateId conversation(String tenant, String id) {
        return new AggregateId(tenant, CONVERSATION, id);
    }

    public static AggregateId session(String tenant, String id) {
        return new AggregateId(tenant, SESSION, id);
    }

    public static AggregateId user(String tenant, String id) {
        return new AggregateId(tenant, USER, id);
    }

    public static AggregateId entry(String tenant, String table, String key) {
        return new AggregateId(tenant, ENTRY, table + "/" + key);
    }

    /** The tenant itself. */
    public static AggregateId tenant(String tenant) {
        return new AggregateId(tenant, TENANT, tenant);
    }

    /**
     * Reads the text that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text has not the parts of its type: four for an
     *     entry, three for everything else
     */
    public static AggregateId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 4 && parts[1].equals(ENTRY)) {
            return entry(parts[0], parts[2], parts[3]);
        }
        if (parts.length != 3 || parts[0].isEmpty() || parts[1].equals(ENTRY)) {
            throw new IllegalArgumentException("not tenant/type/id: " + text);
        }
        return new AggregateId(parts[0], shared(parts[1]), parts[2]);
    }

    /** One text for all of a type: a million of them are in memory. */
    private static String shared(String type) {
        return switch (type) {
            case CONVERSATION -> CONVERSATION;
            case SESSION -> SESSION;
            case USER -> USER;
            case TENANT -> TENANT;
            case String other -> other;
        };
    }

    @Override
    public String toString() {
        return tenant + "/" + type + "/" + id;
    }
}
