package dev.hansard.eventstore.seal;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.SealKey;
import dev.hansard.eventstore.Seals;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of all whom a made up log belongs to, in memory until they are written. In this package
 * because how a key is kept is nobody else's.
 */
public final class SeededKeys implements Seals {

    private final List<Row> rows;
    private final Map<KeyOwner, SealKey> keys;

    private SeededKeys(List<Made> made) {
        this.rows = made.stream().map(Made::row).toList();
        this.keys = made.stream().collect(toMap(each -> each.row().owner(), Made::key));
    }

    /** One of them as the database holds it. */
    public record Row(KeyOwner owner, Instant createdAt, String envelopeKey, byte[] sealedKey) {}

    private record Made(SealKey key, Row row) {}

    /**
     * Makes them.
     *
     * @param envelopeKey as in the settings
     */
    public static SeededKeys make(Collection<KeyOwner> owners, String envelopeKey) {
        EnvelopeKeeper envelope = EnvelopeKeyring.parse(envelopeKey);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new SeededKeys(
                owners.parallelStream().map(owner -> make(owner, now, envelope)).toList());
    }

    private static Made make(KeyOwner owner, Instant now, EnvelopeKeeper envelope) {
        SealKey key = SealKey.make();
        DataKeyRow row = DataKeyRow.seal(owner, now, key.bytes(), envelope);
        return new Made(
                key, new Row(owner, now, row.envelopeKey(), requireNonNull(row.sealedKey())));
    }

    public List<Row> rows() {
        return rows;
    }

    @Override
    public Optional<SealKey> toSeal(KeyOwner owner) {
        return Optional.of(requireNonNull(keys.get(owner)));
    }

    @Override
    public Keys toOpen(Collection<KeyOwner> owners) {
        return new Keys(
                owners.stream()
                        .collect(toMap(owner -> owner, owner -> requireNonNull(keys.get(owner)))),
                Set.of());
    }

    @Override
    public Seals fromTheDatabase() {
        throw new UnsupportedOperationException("they are not written yet");
    }

    @Override
    public long erasures() {
        return 0;
    }

    @Override
    public void heardOf(long erasures) {}
}
