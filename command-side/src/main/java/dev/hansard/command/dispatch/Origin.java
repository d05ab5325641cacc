package dev.hansard.command.dispatch;

import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.command.aggregate.BoundUser;
import dev.hansard.command.aggregate.Deciders;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.eventstore.EnvelopeKeys;

import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where a command comes from: the metadata it carries, of which its events keep the envelope.
 *
 * @param metadata by the names of {@link EnvelopeKeys}, {@link BoundUser} and {@link Deciders}
 */
public record Origin(Map<String, ?> metadata) {

    /** What the server itself does, such as an expiry. */
    public static final Origin SYSTEM =
            new Origin(
                    Map.of(
                            EnvelopeKeys.ACTOR_KEY_ID, "hansard",
                            EnvelopeKeys.ACTOR_ROLE, "system"));

    private static final Set<String> ENVELOPE =
            Set.of(
                    EnvelopeKeys.ACTOR_KEY_ID,
                    EnvelopeKeys.ACTOR_ROLE,
                    EnvelopeKeys.CORRELATION_ID,
                    EnvelopeKeys.CAUSATION_ID,
                    EnvelopeKeys.IDEMPOTENCY_KEY);

    /**
     * @param settings those in effect in the tenant of the request
     */
    public static Origin of(CommandRequest request, TenantSettings settings) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put(EnvelopeKeys.ACTOR_KEY_ID, request.caller().keyId());
        metadata.put(EnvelopeKeys.ACTOR_ROLE, request.caller().role().wireName());
        metadata.put(EnvelopeKeys.CORRELATION_ID, request.correlationId());
        put(metadata, EnvelopeKeys.CAUSATION_ID, request.causationId());
        put(metadata, EnvelopeKeys.IDEMPOTENCY_KEY, request.idempotencyKey());
        metadata.put(BoundUser.CALLER, request.caller());
        metadata.put(Deciders.SETTINGS, settings);
        return new Origin(Map.copyOf(metadata));
    }

    /** What the events of a command take over from it. */
    static Map<String, ?> envelope(Message<?> command) {
        return command.getMetaData().subset(ENVELOPE.toArray(String[]::new));
    }

    private static void put(Map<String, Object> metadata, String key, @Nullable String value) {
        if (value != null) {
            metadata.put(key, value);
        }
    }
}
