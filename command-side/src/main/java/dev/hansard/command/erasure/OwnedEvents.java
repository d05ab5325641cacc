package dev.hansard.command.erasure;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.Parameters;
import dev.hansard.eventstore.Statements;

import javax.sql.DataSource;

/** What the log has of a user or a tenant, as numbers. */
final class OwnedEvents {

    private static final String AGGREGATES =
            """
            count(distinct aggregate_id) filter (where aggregate_type = '%s'),
            count(distinct aggregate_id) filter (where aggregate_type = '%s')"""
                    .formatted(AggregateId.CONVERSATION, AggregateId.SESSION);

    private static final String COUNT_OF_USER =
            """
            select count(*), 1, %s
              from event
             where user_hash(tenant, user_id) = user_hash(?, ?) and tenant = ? and user_id = ?
               and position < ?"""
                    .formatted(AGGREGATES);

    /** Without what is in clear: that users of it were erased before. */
    private static final String COUNT_OF_TENANT =
            """
            select count(*), count(distinct user_id), %s
              from event where tenant = ? and position < ? and format & 2 <> 0"""
                    .formatted(AGGREGATES);

    /** Sealed or not, apart from what says that somebody was erased. */
    private static final String IN_CLEAR =
            """
            select exists (
                select from event
                 where user_hash(tenant, user_id) = user_hash(?, ?) and tenant = ? and user_id = ?
                   and format & 2 = 0)""";

    private final Statements statements;

    OwnedEvents(DataSource dataSource) {
        this.statements = new Statements(dataSource, "count events of a user");
    }

    /** How many there are. */
    record Count(long events, long users, long conversations, long sessions) {}

    /**
     * @param before position of the event that erases the user or tenant
     */
    Count count(KeyOwner owner, long before) {
        String tenant = owner.tenant();
        String user = owner.userId();
        return owner.isTenant()
                ? count(COUNT_OF_TENANT, parameters -> parameters.text(tenant).number(before))
                : count(
                        COUNT_OF_USER,
                        parameters -> {
                            parameters.text(tenant).text(user);
                            parameters.text(tenant).text(user).number(before);
                        });
    }

    private Count count(String sql, Parameters.Binding binding) {
        return statements
                .query(
                        sql,
                        binding,
                        row ->
                                new Count(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4)))
                .getFirst();
    }

    /** Whether something is there that would be readable without the user's key. */
    boolean inClear(KeyOwner owner) {
        return statements
                .query(
                        IN_CLEAR,
                        parameters -> {
                            parameters.text(owner.tenant()).text(owner.userId());
                            parameters.text(owner.tenant()).text(owner.userId());
                        },
                        row -> row.getBoolean(1))
                .getFirst();
    }
}
