package dev.hansard.eventstore.chain;

import dev.hansard.eventstore.ErasedException;
import dev.hansard.eventstore.EventLeaf;
import dev.hansard.eventstore.EventRow;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.Statements;
import dev.hansard.eventstore.UnreadableRecordException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.sql.DataSource;

/**
 * Whether events are what their leaves were made of. What was erased cannot be opened, and then the
 * leaf is all there is: it passes if the log says after it that the user or the tenant was erased.
 */
final class LeafCheck {

    private static final int MOST_ERASED = 10_000;

    // In a sealed store nothing else is in clear. With a tenant go all its users.
    private static final String ERASED_AT =
            """
            select e.position
              from erasure r
              join event e on e.position = r.position and e.tenant = r.tenant
                          and coalesce(e.user_id, '') = r.user_id
             where r.tenant = ? and r.user_id in (?, '') and e.format & 2 = 0
             order by e.position desc""";

    private final Statements statements;
    private final Map<KeyOwner, Long> erasedAt =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<KeyOwner, Long> eldest) {
                    return size() > MOST_ERASED;
                }
            };

    LeafCheck(DataSource dataSource) {
        this.statements = new Statements(dataSource, "verify");
    }

    boolean fits(EventRow row) {
        try {
            return Arrays.equals(row.leaf(), EventLeaf.of(row));
        } catch (UnreadableRecordException e) {
            return false;
        } catch (ErasedException e) {
            return row.position() < erasedAt.computeIfAbsent(e.owner(), this::erasedAt);
        }
    }

    /** Position of the event that says so; 0 if there is none. */
    private long erasedAt(KeyOwner owner) {
        return statements
                .query(
                        ERASED_AT,
                        parameters -> parameters.text(owner.tenant()).text(owner.userId()),
                        row -> row.getLong(1))
                .stream()
                .findFirst()
                .orElse(0L);
    }
}
