package dev.hansard.eventstore.chain;

import dev.hansard.proof.SignedHead;
import dev.hansard.proof.VerifyingKey;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The keys that a verification goes by: those known outside of the database. Where none is known
 * there, those of the table have to do, and the result says so.
 */
final class KnownKeys {

    private final Map<String, VerifyingKey> trusted;
    private final Map<String, VerifyingKey> inTable = new HashMap<>();
    private boolean tableIsSound = true;

    /**
     * @param outside known outside of the database, by their ids
     */
    KnownKeys(Map<String, VerifyingKey> outside, List<HeadTable.KeyRow> rows) {
        for (HeadTable.KeyRow row : rows) {
            VerifyingKey key = read(row);
            if (key == null || !outside.isEmpty() && !outside.containsKey(key.id())) {
                tableIsSound = false;
            } else {
                inTable.put(key.id(), key);
            }
        }
        this.trusted = outside.isEmpty() ? inTable : outside;
    }

    /** Whether every key of the table is what it says, and trusted. */
    boolean tableIsSound() {
        return tableIsSound;
    }

    /** What is wrong with the signature of a head of the table; null if it is good. */
    @Nullable String problemWith(SignedHead head) {
        VerifyingKey key = trusted.get(head.keyId());
        if (key == null) {
            return "a head is signed with a key that is not trusted";
        }
        if (!head.isSignedBy(key)) {
            return "a signature does not fit its head";
        }
        return inTable.containsKey(head.keyId())
                ? null
                : "the key of a signed head is not among the kept ones";
    }

    private static @Nullable VerifyingKey read(HeadTable.KeyRow row) {
        try {
            VerifyingKey key = VerifyingKey.of(row.publicKey());
            return Arrays.equals(HexFormat.of().parseHex(key.id()), row.id()) ? key : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
