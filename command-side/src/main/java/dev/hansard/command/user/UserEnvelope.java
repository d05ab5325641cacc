package dev.hansard.command.user;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EnvelopeKeys;

import java.util.Map;

/** What the log keeps around an event of a user. */
final class UserEnvelope {

    private UserEnvelope() {}

    static Map<String, String> of(AggregateId id) {
        return Map.of(EnvelopeKeys.TENANT, id.tenant(), EnvelopeKeys.USER_ID, id.id());
    }
}
