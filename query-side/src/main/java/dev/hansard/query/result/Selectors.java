package dev.hansard.query.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.tenant.ResultSelector.By;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What results can be found by when they are invalidated, as hashes of one size: an agent, a tag or
 * a content hash may say something of a person, and neither an index nor a list in memory has to.
 */
final class Selectors {

    private Selectors() {}

    /** The first 128 bits of SHA-256. */
    static UUID of(String tenant, By by, @Nullable String value) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            // None of the three holds a line break before the last.
            String text = tenant + '\n' + by.wireName() + '\n' + (value == null ? "" : value);
            ByteBuffer hash = ByteBuffer.wrap(sha256.digest(text.getBytes(UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that one result can be found by. */
    static List<UUID> ofResult(String tenant, String key, Question question, List<String> tags) {
        List<UUID> all = new ArrayList<>();
        all.add(of(tenant, By.ALL, null));
        all.add(of(tenant, By.KEY, key));
        all.add(of(tenant, By.AGENT, question.agent()));
        if (question.contentHash() != null) {
            all.add(of(tenant, By.CONTENT_HASH, question.contentHash()));
        }
        tags.forEach(tag -> all.add(of(tenant, By.TAG, tag)));
        return List.copyOf(all);
    }
}
