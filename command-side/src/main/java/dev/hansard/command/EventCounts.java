package dev.hansard.command;

import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.command.activity.Kind;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.axonframework.eventhandling.EventMessage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Counts what the events say that this process wrote: turns, compactions, and what expired. The
 * store hands them over once they are on disk, so nothing is counted that was refused, and of
 * several nodes each counts its own.
 */
final class EventCounts implements Consumer<List<? extends EventMessage<?>>> {

    private final Counter turns;
    private final Counter compactions;
    private final Counter undone;
    private final Map<Kind, Counter> expired = new EnumMap<>(Kind.class);

    EventCounts(MeterRegistry meters) {
        this.turns =
                Counter.builder("hansard.turns")
                        .description("User messages appended")
                        .register(meters);
        this.compactions =
                Counter.builder("hansard.compactions")
                        .description("Compactions of conversations")
                        .register(meters);
        this.undone =
                Counter.builder("hansard.compactions.undone")
                        .description("Compactions taken back")
                        .register(meters);
        for (Kind kind : Kind.values()) {
            expired.put(
                    kind,
                    Counter.builder("hansard.expired")
                            .description("What went for want of activity or because its time came")
                            .tag("kind", kind.metricName())
                            .register(meters));
        }
    }

    @Override
    public void accept(List<? extends EventMessage<?>> written) {
        written.forEach(message -> count(message.getPayload()));
    }

    private void count(Object event) {
        switch (event) {
            case MessageAppended message when message.role() == Role.USER -> turns.increment();
            case ConversationCompacted _ -> compactions.increment();
            case CompactionUndone _ -> undone.increment();
            case ConversationExpired _ -> expired(Kind.CONVERSATION);
            case SessionExpired _ -> expired(Kind.SESSION);
            case StateExpired _ -> expired(Kind.STATE_KEY);
            case UserStateExpired _ -> expired(Kind.USER_STATE_KEY);
            case EntryExpired _ -> expired(Kind.ENTRY);
            default -> {}
        }
    }

    private void expired(Kind kind) {
        Objects.requireNonNull(expired.get(kind)).increment();
    }
}
