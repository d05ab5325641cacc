package dev.hansard.command.repository;

import dev.hansard.api.Refusal;
import dev.hansard.eventstore.EventTable;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Sees to it that nothing is answered from outdated memory. The store finds that out by itself for
 * every aggregate that gets an event; for those that a command only looked at, and for all when it
 * is refused, one look into the log does.
 */
public final class OutdatedCheck implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final EventTable events;
    private final Counter outdated;

    OutdatedCheck(EventTable events, MeterRegistry meters) {
        this.events = events;
        this.outdated =
                Counter.builder("hansard.aggregates.outdated")
                        .description(
                                "Decisions made again, since another node changed what they rested on")
                        .register(meters);
    }

    /**
     * @throws OutdatedException if another node has changed what the decision rests on
     */
    @Override
    public @Nullable Object handle(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        FromMemory used = FromMemory.of(unitOfWork);
        try {
            Object result = chain.proceed();
            check(used.onlyRead());
            return result;
        } catch (Refusal refusal) {
            check(used.all());
            throw refusal;
        }
    }

    private void check(Map<String, Long> sequences) {
        if (!sequences.isEmpty() && !events.lastSequences(sequences.keySet()).equals(sequences)) {
            outdated.increment();
            throw new OutdatedException();
        }
    }
}
