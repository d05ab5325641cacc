package dev.hansard.eventstore.seal;

import static java.util.Objects.requireNonNull;

import dev.hansard.eventstore.ErasedException;
import dev.hansard.eventstore.KeyLookUp;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.NewKey;
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
import java.util.stream.Collectors;

/** The keys of users and tenants: the latest in memory, all in the database. */
final class DataKeys implements Seals {

    private final DataKeyTable table;
    private final EnvelopeKeeper envelope;
    private final Clock clock;
    private final RecentKeys recent;
    private final Gathered<KeyOwner, SealKey> toSeal = new Gathered<>(this::foundOrMade);
    private final Gathered<KeyOwner, AppendKey> toAppend = new Gathered<>(this::foundOrNew);

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
                known == null ? toSeal.get(owner).orElseThrow(() -> noKey(owner)) : known);
    }

    /**
     * @throws IllegalStateException if the owner has a key that does not open
     */
    @Override
    public Optional<AppendKey> toAppend(KeyOwner owner) {
        SealKey known = recent.get(owner);
        if (known != null) {
            return Optional.of(AppendKey.kept(known));
        }
        NewKey made = recent.made(owner);
        return Optional.of(
                made == null
                        ? toAppend.get(owner).orElseThrow(() -> noKey(owner))
                        : AppendKey.made(made));
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
    public Optional<KeyLookUp> lookUp(
            Collection<KeyOwner> owners, Collection<String> aggregateIds) {
        return Optional.of(new KeysAlong(this, owners, aggregateIds));
    }

    /**
     * Takes note of what a look-up found that went along with another one.
     *
     * @param erasures how many had been heard of before
     */
    void lookedUp(Collection<KeyOwner> owners, List<DataKeyRow> rows, long erasures) {
        var _ =
                opened(
                        rows.stream().filter(row -> recent.get(row.owner()) == null).toList(),
                        erasures);
        Set<KeyOwner> there = rows.stream().map(DataKeyRow::owner).collect(Collectors.toSet());
        for (KeyOwner owner : owners) {
            if (!there.contains(owner) && recent.get(owner) == null) {
                makeNew(owner, erasures);
            }
        }
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

    /** Whoever is first makes a key, and all others take that one. */
    private Map<KeyOwner, SealKey> foundOrMade(Collection<KeyOwner> owners) {
        long erasures = recent.erasures();
        Keys there = read(owners);
        Map<KeyOwner, SealKey> found = there.keys();
        List<KeyOwner> without = without(owners, found, there.erased());
        if (!without.isEmpty()) {
            List<DataKeyRow> made = table.insert(without.stream().map(this::made).toList());
            found.putAll(opened(made, erasures).keys());
            List<KeyOwner> late = without(without, found, Set.of());
            if (!late.isEmpty()) {
                found.putAll(read(late).keys());
            }
        }
        return found;
    }

    /** Who has none gets one, which whoever appends has to keep. */
    private Map<KeyOwner, AppendKey> foundOrNew(Collection<KeyOwner> owners) {
        long erasures = recent.erasures();
        Keys there = read(owners);
        Map<KeyOwner, AppendKey> found = new HashMap<>();
        there.keys().forEach((owner, key) -> found.put(owner, AppendKey.kept(key)));
        for (KeyOwner owner : without(owners, there.keys(), there.erased())) {
            found.put(owner, AppendKey.made(makeNew(owner, erasures)));
        }
        return found;
    }

    /** Whoever is first makes it, and all others take that one. */
    private NewKey makeNew(KeyOwner owner, long erasures) {
        NewKey before = recent.made(owner);
        return before == null ? recent.putIfFirst(newKey(owner), erasures) : before;
    }

    private static List<KeyOwner> without(
            Collection<KeyOwner> owners, Map<KeyOwner, SealKey> keys, Set<KeyOwner> erased) {
        return owners.stream()
                .filter(owner -> !keys.containsKey(owner) && !erased.contains(owner))
                .toList();
    }

    private RuntimeException noKey(KeyOwner owner) {
        return read(List.of(owner)).erased().contains(owner)
                ? new ErasedException(owner)
                : new IllegalStateException("a key of " + owner + " is there and does not open");
    }

    private DataKeyRow made(KeyOwner owner) {
        return row(owner, SealKey.make());
    }

    private NewKey newKey(KeyOwner owner) {
        SealKey key = SealKey.make();
        DataKeyRow row = row(owner, key);
        return new NewKey(
                owner, key, row.createdAt(), row.envelopeKey(), requireNonNull(row.sealedKey()));
    }

    private DataKeyRow row(KeyOwner owner, SealKey key) {
        return DataKeyRow.seal(
                owner, clock.instant().truncatedTo(ChronoUnit.MICROS), key.bytes(), envelope);
    }

    /** Without those that do not open. */
    private Keys read(Collection<KeyOwner> owners) {
        long erasures = recent.erasures();
        return opened(table.find(owners), erasures);
    }

    /**
     * The keys of rows.
     *
     * @param erasures how many had been heard of before the rows were read
     */
    private Keys opened(List<DataKeyRow> rows, long erasures) {
        Map<KeyOwner, SealKey> opened = new HashMap<>();
        Set<KeyOwner> erased = new HashSet<>();
        for (DataKeyRow row : rows) {
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
}
