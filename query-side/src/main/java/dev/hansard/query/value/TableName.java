package dev.hansard.query.value;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ids;
import dev.hansard.eventstore.EnvelopeKeys;

/** A table as a setting names it: {@code tenant/table}, or alone in the tenant {@code default}. */
record TableName(String tenant, String table) {

    /**
     * @throws IllegalArgumentException if it is neither
     */
    static TableName parse(String text) {
        int slash = text.indexOf('/');
        String tenant = slash < 0 ? EnvelopeKeys.DEFAULT_TENANT : text.substring(0, slash);
        String table = text.substring(slash + 1);
        if (!Ids.isValid(tenant) || !Ids.isValid(table)) {
            throw new IllegalArgumentException(
                    "hansard.warm-up.tables must be tables, each as tenant/table or table");
        }
        return new TableName(tenant, table);
    }

    AggregateId entry(String key) {
        return AggregateId.entry(tenant, table, key);
    }
}
