package dev.hansard.command.erasure;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.Statements;

import javax.sql.DataSource;

/** What the log has of a user, as numbers. */
final class OwnedEvents {

    private static final String COUNT =
            """
            select count(*),
                   count(distinct aggregate_id) filter (where aggregate_type = '%s'),
                   count(distinct aggregate_id) filter (where aggregate_type = '%s')
              from event
             where user_hash(tenant, user_id) = user_hash(?, ?) and tenant = ? and user_id = ?
               and position < ?"""
                    .formatted(AggregateId.CONVERSATION, AggregateId.SESSION);

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
    record Count(long events, long conversations, long sessions) {}

    /**
     * @param before position of the event that erases the user
     */
    Count count(KeyOwner owner, long before) {
        return statements
                .query(
                        COUNT,
                        parameters -> {
                            parameters.text(owner.tenant()).text(owner.userId());
                            parameters.text(owner.tenant()).text(owner.userId()).number(before);
                        },
                        row -> new Count(row.getLong(1), row.getLong(2), row.getLong(3)))
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
