package dev.hansard.command.erasure;

import dev.hansard.eventstore.Statements;

import java.util.List;

import javax.sql.DataSource;

/**
 * What tables beside the log have of a tenant on the side of commands. Gone in slices, so that
 * nobody waits and what a killed node has done stays done.
 */
final class TenantRows {

    private static final int SLICE = 10_000;

    /** Keys too: a node that had not heard of the erasure may have made one since. */
    private static final List<String> OWNED =
            List.of(
                    "kept_answer where tenant = ?",
                    "snapshot where tenant = ?",
                    "checkpoint_row where starts_with(id, ? || '/')",
                    "data_key where tenant = ?");

    private static final String REMOVE =
            "delete from %1$s and ctid = any (array(select ctid from %1$s limit %2$d))";

    private final Statements statements;

    TenantRows(DataSource dataSource) {
        this.statements = new Statements(dataSource, "remove the rows of a tenant");
    }

    void removeOf(String tenant) {
        for (String owned : OWNED) {
            String slice = REMOVE.formatted(owned, SLICE);
            while (statements.update(slice, parameters -> parameters.text(tenant).text(tenant))
                    == SLICE) {
                // There may be more.
            }
        }
    }
}
