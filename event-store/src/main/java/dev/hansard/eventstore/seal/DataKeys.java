package dev.hansard.eventstore.seal;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.SealKey;
import dev.hansard.eventstore.Seals;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of users and tenants: the latest in memory, all in the database. */
final class DataKeys implements Seals {

    private final DataKeyTable table;
    private final EnvelopeKeeper envelope;
    private final Clock clock;
    private final RecentKeys recent;
    private final Gathered<KeyOwner, SealKey> toSeal = new Gathered<>(this::foundOrMade);

    /**
     * @param memory most keys to keep in memory
     */
    DataKeys(DataKeyTable table, EnvelopeKeeper envelope, Clock clock, int memory) {
        this.table = table;
        this.envelope = envelope;
        this.clock = clock;
        this.recent = new RecentKeys(memory);
    }

    /**
     * @throws IllegalStateException if the owner has a key that does not open
     */
    @Override
    public Optional<SealKey> toSeal(KeyOwner owner) {
        SealKey known = recent.get(owner);
        return Optional.of(
                known == null ? toSeal.get(owner).orElseThrow(() -> doesNotOpen(owner)) : known);
    }

    @Override
    public Map<KeyOwner, SealKey> toOpen(Collection<KeyOwner> owners) {
        Map<KeyOwner, SealKey> found = new HashMap<>();
        List<KeyOwner> others = new ArrayList<>();
        for (KeyOwner owner : owners) {
            SealKey key = recent.get(owner);
            if (key == null) {
                others.add(owner);
            } else {
                found.put(owner, key);
            }
        }
        if (!others.isEmpty()) {
            found.putAll(read(others));
        }
        return found;
    }

    @Override
    public Seals fromTheDatabase() {
        return new DataKeys(table, envelope, clock, 0);
    }

    /** Whoever is first makes a key, and all others take that one. */
    private Map<KeyOwner, SealKey> foundOrMade(Collection<KeyOwner> owners) {
        Map<KeyOwner, SealKey> found = read(owners);
        List<KeyOwner> without =
                owners.stream().filter(owner -> !found.containsKey(owner)).toList();
        if (!without.isEmpty()) {
            table.insert(without.stream().map(this::made).toList());
            found.putAll(read(without));
        }
        return found;
    }

    private static IllegalStateException doesNotOpen(KeyOwner owner) {
        return new IllegalStateException("a key of " + owner + " is there and does not open");
    }

    private DataKeyRow made(KeyOwner owner) {
        return DataKeyRow.seal(
                owner,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                SealKey.make().bytes(),
                envelope);
    }

    /** Without those that do not open. */
    private Map<KeyOwner, SealKey> read(Collection<KeyOwner> owners) {
        Map<KeyOwner, SealKey> opened = new HashMap<>();
        for (DataKeyRow row : table.find(owners)) {
            try {
                opened.put(row.owner(), row.open(envelope));
            } catch (IllegalArgumentException e) {
                // Whoever needs it finds that there is none.
            }
        }
        opened.forEach(recent::put);
        return opened;
    }
}
