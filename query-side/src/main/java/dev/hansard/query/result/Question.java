package dev.hansard.query.result;

import dev.hansard.api.json.Json;
import dev.hansard.api.json.JsonCodec;
import dev.hansard.api.json.JsonMembers;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a result is the answer to.
 *
 * @param permissions null for none, which is not the same as any value but {@code null}
 * @param contentHash of what the answer rests on; null for not stated
 * @param userId the user it is personal to; null for one that is the tenant's
 */
record Question(
        String agent,
        Json request,
        @Nullable Json permissions,
        @Nullable String contentHash,
        @Nullable String userId) {

    private static final JsonMapper MAPPER = JsonCodec.mapper();
    private static final Json NULL = Json.trusted("null");

    /**
     * @throws dev.hansard.api.Refusal if a number in it has no canonical form
     */
    Question {
        CanonicalJson.requireExact("/request", request);
        if (permissions != null) {
            CanonicalJson.requireExact("/permissions", permissions);
            permissions = permissions.equals(NULL) ? null : permissions;
        }
    }

    /** SHA-256, in hexadecimal, over the canonical form of all of it. */
    String key() {
        return key(contentHash);
    }

    /** The same, whatever the content. */
    String requestKey() {
        return key(null);
    }

    private String key(@Nullable String hash) {
        Map<String, Json> all = new LinkedHashMap<>();
        all.put("agent", text(agent));
        all.put("request", request);
        if (permissions != null) {
            all.put("permissions", permissions);
        }
        if (hash != null) {
            all.put("contentHash", text(hash));
        }
        if (userId != null) {
            all.put("userId", text(userId));
        }
        return HexFormat.of().formatHex(sha256(CanonicalJson.of(JsonMembers.join(all))));
    }

    private static Json text(String text) {
        return Json.trusted(MAPPER.writeValueAsBytes(text));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
