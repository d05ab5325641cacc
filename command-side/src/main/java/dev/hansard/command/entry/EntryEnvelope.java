package dev.hansard.command.entry;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EnvelopeKeys;

import java.util.Map;

/** What the log keeps around an event of an entry: it belongs to a tenant and to no user. */
final class EntryEnvelope {

    private EntryEnvelope() {}

    static Map<String, String> of(AggregateId id) {
        return Map.of(EnvelopeKeys.TENANT, id.tenant());
    }
}
