package dev.hansard.eventstore;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The statement for an {@link EventFilter}. Each branch walks one index in the order asked for and
 * begins at the cursor, so a page costs the same wherever it lies; what no index holds is filtered
 * on the way.
 */
final class FilterQuery {

    private final EventFilter filter;
    private final int limit;
    private final List<Parameters.Binding> bindings = new ArrayList<>();
    private final String sql;

    FilterQuery(EventFilter filter, int limit) {
        this.filter = filter;
        this.limit = limit;
        this.sql = build();
    }

    String sql() {
        return sql;
    }

    void bind(Parameters parameters) throws SQLException {
        for (Parameters.Binding binding : bindings) {
            binding.bind(parameters);
        }
    }

    private String build() {
        String context = filter.context();
        String aggregateId = filter.aggregateId();
        var conditions = new StringJoiner(" and ");
        if (aggregateId != null) {
            if (context != null && !context.equals(aggregateId)) {
                with(conditions, "context = ?", parameters -> parameters.text(context));
            }
            return byAggregate(aggregateId, conditions);
        }
        if (context != null) {
            return byContext(context);
        }
        return filter.userId() == null ? byTenant(conditions) : byPosition(conditions);
    }

    /** The events that carry the context and the events of the aggregate of that name, merged. */
    private String byContext(String context) {
        var carried = new StringJoiner(" and ");
        with(carried, "context = ?", parameters -> parameters.text(context));
        String branch = byPosition(carried);
        var otherwise = new StringJoiner(" and ").add("context is distinct from aggregate_id");
        String merged =
                "select * from ((%s) union all (%s)) e order by position %s limit ?"
                        .formatted(branch, byAggregate(context, otherwise), direction());
        bindings.add(parameters -> parameters.number(limit));
        return merged;
    }

    private String byAggregate(String aggregateId, StringJoiner conditions) {
        with(conditions, "aggregate_id = ?", parameters -> parameters.text(aggregateId));
        cursor(conditions, "sequence", "aggregate_sequence_at", aggregateId);
        return select(conditions, "sequence");
    }

    private String byTenant(StringJoiner conditions) {
        cursor(conditions, "tenant_sequence", "tenant_sequence_at", filter.tenant());
        return select(conditions, "tenant_sequence");
    }

    private String byPosition(StringJoiner conditions) {
        Long after = filter.after();
        if (after != null) {
            with(
                    conditions,
                    filter.descending() ? "+position < ?" : "+position > ?",
                    parameters -> parameters.number(after));
        }
        return select(conditions, "+position");
    }

    /** Begins where another order of the same growth passes the cursor's position. */
    private void cursor(StringJoiner conditions, String order, String placeOf, String owner) {
        Long after = filter.after();
        if (after != null) {
            // Newest first, the event at the cursor is excluded too.
            with(
                    conditions,
                    "%s %s %s(?, ?)".formatted(order, filter.descending() ? "<=" : ">", placeOf),
                    parameters ->
                            parameters.text(owner).number(filter.descending() ? after - 1 : after));
        }
    }

    private String select(StringJoiner conditions, String order) {
        with(conditions, "tenant = ?", parameters -> parameters.text(filter.tenant()));
        String userId = filter.userId();
        if (userId != null) {
            with(
                    conditions,
                    "user_hash(tenant, user_id) = user_hash(?, ?)",
                    parameters -> parameters.text(filter.tenant()).text(userId));
            with(conditions, "user_id = ?", parameters -> parameters.text(userId));
        }
        if (!filter.types().isEmpty()) {
            with(
                    conditions,
                    "type = any (?)",
                    parameters -> parameters.array("text", filter.types(), type -> type));
        }
        bindings.add(parameters -> parameters.number(limit));
        return "select %s from event where %s order by %s %s limit ?"
                .formatted(EventRow.COLUMNS, conditions, order, direction());
    }

    private void with(StringJoiner conditions, String condition, Parameters.Binding binding) {
        conditions.add(condition);
        bindings.add(binding);
    }

    private String direction() {
        return filter.descending() ? "desc" : "asc";
    }
}
