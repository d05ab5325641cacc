package dev.hansard.eventstore.seal;

import dev.hansard.eventstore.ErasedException;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.SealKey;
import dev.hansard.eventstore.Seals;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of users and tenants: the latest in memory, all in the database. */
final class DataKeys implements Seals {

    private final DataKeyTable table;
    private final EnvelopeKeeper envelope;
    private final Clock clock;
    private final RecentKeys recent;

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
        return Optional.of(known(owner).or(() -> made(owner)).orElseThrow(() -> closed(owner)));
    }

    @Override
    public Keys toOpen(Collection<KeyOwner> owners) {
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
        if (others.isEmpty()) {
            return new Keys(found, Set.of());
        }
        Keys read = read(others);
        found.putAll(read.keys());
        return new Keys(found, read.erased());
    }

    @Override
    public Seals fromTheDatabase() {
        return new DataKeys(table, envelope, clock, 0);
    }

    @Override
    public long erasures() {
        return recent.erasures();
    }

    @Override
    public void heardOf(long erasures) {
        recent.heardOf(erasures);
    }

    private Optional<SealKey> known(KeyOwner owner) {
        Keys keys = toOpen(List.of(owner));
        if (keys.erased().contains(owner)) {
            throw new ErasedException(owner);
        }
        return Optional.ofNullable(keys.keys().get(owner));
    }

    /** Whoever is first makes the key, and all others take that one. */
    private Optional<SealKey> made(KeyOwner owner) {
        table.insert(
                DataKeyRow.seal(
                        owner,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        SealKey.make().bytes(),
                        envelope));
        return known(owner);
    }

    /** Without those that do not open. */
    private Keys read(Collection<KeyOwner> owners) {
        long erasures = recent.erasures();
        Map<KeyOwner, SealKey> opened = new HashMap<>();
        Set<KeyOwner> erased = new HashSet<>();
        for (DataKeyRow row : table.find(owners)) {
            if (row.isErased()) {
                erased.add(row.owner());
                continue;
            }
            try {
                opened.put(row.owner(), row.open(envelope));
            } catch (IllegalArgumentException e) {
                // Whoever needs it finds that there is none.
            }
        }
        recent.putAll(opened, erasures);
        return new Keys(opened, erased);
    }

    private static IllegalStateException closed(KeyOwner owner) {
        return new IllegalStateException("a key of " + owner + " is there and does not open");
    }
}
