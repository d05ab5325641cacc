package dev.hansard.eventstore.seal;

import dev.hansard.eventstore.KeyLookUp;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.Parameters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Brings the keys of some owners, and of those whose some aggregates are, into memory. */
final class KeysAlong implements KeyLookUp {

    private final DataKeys keys;
    private final Collection<KeyOwner> owners;
    private final Collection<String> aggregateIds;
    private final long erasures;
    private final List<DataKeyRow> rows = new ArrayList<>();

    KeysAlong(DataKeys keys, Collection<KeyOwner> owners, Collection<String> aggregateIds) {
        this.keys = keys;
        this.owners = owners;
        this.aggregateIds = aggregateIds;
        this.erasures = keys.erasures();
    }

    @Override
    public String sql() {
        return DataKeyTable.FIND_WITH_AGGREGATES;
    }

    @Override
    public void bind(Parameters parameters) throws SQLException {
        parameters
                .array("text", owners, KeyOwner::tenant)
                .array("text", owners, KeyOwner::userId)
                .array("text", aggregateIds, Function.identity());
    }

    @Override
    public void found(ResultSet row) throws SQLException {
        rows.add(DataKeyTable.row(row));
    }

    @Override
    public void done() {
        keys.lookedUp(owners, rows, erasures);
    }
}
