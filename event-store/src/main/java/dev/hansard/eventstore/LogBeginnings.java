package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import javax.sql.DataSource;

/** Where the aggregates and users of a tenant begin in the log: so each is met once. */
public final class LogBeginnings {

    private static final String LAST = "select sequence from tenant_head where tenant = ?";

    private static final String BETWEEN =
            """
            select e.aggregate_id,
                   case when not exists (
                       select from event b
                        where user_hash(b.tenant, b.user_id) = user_hash(e.tenant, e.user_id)
                          and b.tenant = e.tenant and b.user_id = e.user_id
                          and +b.position < e.position) then e.user_id end
              from event e
             where e.tenant = ? and e.tenant_sequence > ? and e.tenant_sequence <= ?
               and e.sequence = 0 and e.aggregate_type <> ''
             order by e.tenant_sequence""";

    private static final String WITHOUT_EVENTS =
            """
            select wanted.id from unnest(?) as wanted (id)
             where not exists (select from event e where e.aggregate_id = wanted.id)""";

    private static final String USERS_WITHOUT_EVENTS =
            """
            select wanted.id from (select ? as tenant, unnest(?) as id) wanted
             where not exists (
                 select from event e
                  where user_hash(e.tenant, e.user_id) = user_hash(wanted.tenant, wanted.id)
                    and e.tenant = wanted.tenant and e.user_id = wanted.id)""";

    /**
     * The first event of an aggregate.
     *
     * @param userId if it is the first event of that user too; else null
     */
    public record Beginning(String aggregateId, @Nullable String userId) {}

    private final Statements statements;

    /** Every method throws {@link StoreUnavailableException} if the store cannot be reached. */
    public LogBeginnings(DataSource dataSource) {
        this.statements = new Statements(dataSource, "find beginnings");
    }

    /** The tenant's last sequence; 0 if it has no event. */
    public long last(String tenant) {
        return statements.query(LAST, to -> to.text(tenant), row -> row.getLong(1)).stream()
                .findFirst()
                .orElse(0L);
    }

    /** What begins after a sequence of the tenant and up to another one, in that order. */
    public List<Beginning> between(String tenant, long after, long upTo) {
        return statements.query(
                BETWEEN,
                to -> to.text(tenant).number(after).number(upTo),
                row -> new Beginning(row.getString(1), row.getString(2)));
    }

    /** Those aggregates that have no event. */
    public Set<String> withoutEvents(Collection<String> aggregateIds) {
        return new HashSet<>(
                statements.query(
                        WITHOUT_EVENTS,
                        to -> to.array("text", aggregateIds, Function.identity()),
                        row -> row.getString(1)));
    }

    /** Those users that no event belongs to. */
    public Set<String> usersWithoutEvents(String tenant, Collection<String> userIds) {
        return new HashSet<>(
                statements.query(
                        USERS_WITHOUT_EVENTS,
                        to -> to.text(tenant).array("text", userIds, Function.identity()),
                        row -> row.getString(1)));
    }
}
