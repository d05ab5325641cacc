package dev.hansard.query.result;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.SealKey;
import dev.hansard.eventstore.Seals;
import dev.hansard.proof.CanonicalFields;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Seals the bodies of results, each with the key of the user it is personal to, or the tenant's.
 */
final class SealedBodies {

    private static final String VERSION = "hansard-seal-result-1";

    private final Seals seals;

    SealedBodies(Seals seals) {
        this.seals = seals;
    }

    /** A body as its row has it. */
    record Body(boolean sealed, byte[] bytes) {}

    /** A row whose body may be sealed. */
    record Row(StoredResult result, boolean sealed) {}

    Body seal(Result result) {
        Optional<SealKey> key = seals.toSeal(owner(result.head()));
        return new Body(
                key.isPresent(),
                key.map(k -> k.seal(place(result.head()), result.body())).orElse(result.body()));
    }

    /** The results of rows; what does not open is as good as gone. */
    List<StoredResult> open(Collection<Row> rows) {
        Map<KeyOwner, SealKey> keys =
                seals.toOpen(
                                rows.stream()
                                        .filter(Row::sealed)
                                        .map(row -> owner(row.result().head()))
                                        .collect(Collectors.toSet()))
                        .keys();
        return rows.stream().flatMap(row -> open(row, keys)).toList();
    }

    private static Stream<StoredResult> open(Row row, Map<KeyOwner, SealKey> keys) {
        StoredResult stored = row.result();
        if (!row.sealed()) {
            return Stream.of(stored);
        }
        ResultHead head = stored.head();
        SealKey key = keys.get(owner(head));
        if (key == null) {
            return Stream.empty();
        }
        try {
            byte[] body = key.open(place(head), stored.result().body());
            return Stream.of(
                    new StoredResult(stored.id(), new Result(head, body), stored.accessCount()));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    private static KeyOwner owner(ResultHead head) {
        return KeyOwner.of(head.tenant(), head.userId());
    }

    private static byte[] place(ResultHead head) {
        return new CanonicalFields(256)
                .text(VERSION)
                .text(head.tenant())
                .text(head.key())
                .toBytes();
    }
}
