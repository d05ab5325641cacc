package dev.hansard.api;

/**
 * The identity of one aggregate: {@code tenant/type/id}. The slash is not in the alphabet of ids,
 * so no two aggregates share a text.
 *
 * @param tenant the tenant, from the credential
 * @param type one of {@link #CONVERSATION}, {@link #SESSION}, {@link #USER}
 * @param id the id the client knows, unique within tenant and type
 */
public record AggregateId(String tenant, String type, String id) {

    public static final String CONVERSATION = "conversation";
    public static final String SESSION = "session";
    public static final String USER = "user";

    public static AggregateId conversation(String tenant, String id) {
        return new AggregateId(tenant, CONVERSATION, id);
    }

    public static AggregateId session(String tenant, String id) {
        return new AggregateId(tenant, SESSION, id);
    }

    public static AggregateId user(String tenant, String id) {
        return new AggregateId(tenant, USER, id);
    }

    /**
     * Reads the text that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text has not exactly three parts
     */
    public static AggregateId parse(String text) {
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        if (first < 1 || second < 0 || text.indexOf('/', second + 1) >= 0) {
            throw new IllegalArgumentException("not tenant/type/id: " + text);
        }
        return new AggregateId(
                text.substring(0, first),
                text.substring(first + 1, second),
                text.substring(second + 1));
    }

    @Override
    public String toString() {
        return tenant + "/" + type + "/" + id;
    }
}
