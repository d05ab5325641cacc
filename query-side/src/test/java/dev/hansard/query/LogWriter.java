package dev.hansard.query;

import dev.hansard.api.AggregateId;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.events.EventFormat;
import dev.hansard.eventstore.AppendReceipt;
import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.PendingAppend;
import dev.hansard.eventstore.PendingEvent;
import dev.hansard.eventstore.PendingPayload;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

/** Another process that writes to the log, as a command service does. */
public final class LogWriter {

    private final Appender appender;
    private final Map<AggregateId, Long> sequences = new HashMap<>();

    public LogWriter(DataSource dataSource, Clock clock) {
        var meters = new SimpleMeterRegistry();
        var settings = EventStoreSettings.DEFAULT;
        this.appender =
                new Appender(
                        dataSource,
                        EventFormat.CURRENT::read,
                        clock,
                        new CommitSignal(dataSource, settings, meters),
                        settings,
                        meters);
    }

    /** Appends an event and answers its position. */
    public synchronized long append(AggregateId id, String userId, String sessionId, Object event) {
        var type = EventFormat.CURRENT.typeOf(event.getClass());
        return append(
                id,
                userId,
                sessionId,
                type.storedName(),
                dedupeKey(event),
                EventFormat.CURRENT.write(event));
    }

    /** Appends any bytes as an event of any type. */
    public synchronized long append(
            AggregateId id,
            String userId,
            String sessionId,
            String type,
            String dedupeKey,
            byte[] payload) {
        long sequence = sequences.merge(id, 1L, Long::sum) - 1;
        var pending =
                new PendingEvent(
                        UUID.randomUUID(),
                        id.tenant(),
                        id.type(),
                        id.toString(),
                        sequence,
                        type,
                        1,
                        userId,
                        sessionId == null
                                ? null
                                : AggregateId.session(id.tenant(), sessionId).toString(),
                        dedupeKey,
                        "test-key",
                        "agent",
                        "corr-1",
                        null,
                        null,
                        null,
                        PendingPayload.plain(payload));
        AppendReceipt receipt = appender.append(PendingAppend.of(List.of(pending), null));
        return receipt.lastPosition();
    }

    static String dedupeKey(Object event) {
        return switch (event) {
            case MessageAppended appended -> appended.messageId();
            case MessageRemoved removed -> MessageRemoved.key(removed.messageId());
            default -> null;
        };
    }
}
