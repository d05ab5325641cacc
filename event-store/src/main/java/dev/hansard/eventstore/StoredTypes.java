package dev.hansard.eventstore;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import javax.sql.DataSource;

/**
 * The types of events that any version of this software may have written here. A version takes note
 * of its own before it writes, so that an older one knows at its start what it would meet.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot be reached.
 */
public final class StoredTypes {

    /** A type of events in one of its revisions. */
    public record StoredType(String name, int revision) {}

    private static final String REGISTER =
            """
            insert into event_type (type, revision)
            select * from unnest(?::text[], ?::integer[]) on conflict do nothing""";

    private final Statements statements;

    public StoredTypes(DataSource dataSource) {
        this.statements = new Statements(dataSource, "look for types of events, or keep them");
    }

    /** Takes note of types that are going to be written. */
    public void register(Collection<StoredType> types) {
        int _ =
                statements.update(
                        REGISTER,
                        parameters ->
                                parameters
                                        .array("text", types, StoredType::name)
                                        .array("int4", types, StoredType::revision));
    }

    /**
     * Makes sure that the log holds nothing of a type that is noted and not known. Those are only
     * looked for, which may take long, where a newer version has been.
     *
     * @param known the newest known revision of each type, by name
     * @throws NewerStoreException if it does
     */
    public void requireKnown(Map<String, Integer> known) {
        List<StoredType> unknown =
                statements
                        .query(
                                "select type, revision from event_type order by type, revision",
                                parameters -> {},
                                row -> new StoredType(row.getString(1), row.getInt(2)))
                        .stream()
                        .filter(type -> type.revision() > known.getOrDefault(type.name(), 0))
                        .toList();
        for (StoredType type : unknown) {
            last(type)
                    .ifPresent(
                            position -> {
                                throw new NewerStoreException(
                                        message(
                                                type,
                                                known.getOrDefault(type.name(), 0),
                                                position));
                            });
        }
    }

    private OptionalLong last(StoredType type) {
        return statements
                .query(
                        """
                        select position from event where type = ? and revision = ?
                         order by position desc limit 1""",
                        parameters -> parameters.text(type.name()).object(type.revision()),
                        row -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private static String message(StoredType type, int known, long position) {
        return "the log holds events of the type %s in revision %d, the last at position %d, and this Hansard knows %s; start the newer one, or restore a backup from before the upgrade"
                .formatted(
                        type.name(),
                        type.revision(),
                        position,
                        known == 0 ? "no such type" : "it up to revision " + known);
    }
}
