package dev.hansard.command.dispatch;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import dev.hansard.api.AggregateId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The answer to a command, as it is kept for a repetition of the request: ids, versions and counts,
 * never content. What shows a resource is made of the resource. Positions are not known before the
 * events are on disk, so those of the command's own events are kept as offsets.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Answer.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Answer.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = Answer.Appended.class, name = "appended"),
    @JsonSubTypes.Type(value = Answer.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = Answer.CleanedUp.class, name = "cleanedUp"),
    @JsonSubTypes.Type(value = Answer.KeyMade.class, name = "keyMade")
})
public sealed interface Answer {

    /**
     * 204.
     *
     * @param version for the ETag; null for none
     */
    record Done(@Nullable Long version) implements Answer {}

    /**
     * 201 or 200 with a session or conversation.
     *
     * @param created whether it is new or reopened
     * @param version the one that is shown
     * @param turnCount of a session that was there; a conversation's is in its own events
     * @param lastActivityAt of a session that was there; null for that of its own events
     * @param at the instant at which what lives for a time is judged
     */
    record Opened(
            boolean created,
            AggregateId id,
            long version,
            long turnCount,
            @Nullable Instant lastActivityAt,
            Instant at)
            implements Answer {}

    /**
     * 201 with the places of messages; 200 when all of them were there already.
     *
     * @param messages in the order of the request
     */
    record Appended(
            boolean written,
            List<Place> messages,
            int turnCount,
            boolean compactionDue,
            long version)
            implements Answer {

        /**
         * Where a message stands.
         *
         * @param position of one that was there already; null for a new one
         * @param offset of a new one: its position less that of the command's first event
         */
        public record Place(String messageId, long sequence, @Nullable Long position, int offset) {}
    }

    /** 200 with the end of a session. */
    record Ended(String sessionId, long turnCount, long version) implements Answer {}

    /** 200 with the number of sessions that were expired. */
    record CleanedUp(long expired) implements Answer {}

    /**
     * 201 with an API key. The key itself is in the first answer only.
     *
     * @param tenant as of the version that made the key
     */
    record KeyMade(String keyId, Opened tenant) implements Answer {}
}
