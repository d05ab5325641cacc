package dev.hansard.command.dispatch;

import dev.hansard.command.repository.LookAhead;
import dev.hansard.eventstore.AppendContext;
import dev.hansard.eventstore.AppendContext.Idempotency;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The way to the command bus: the command is handled on the calling thread, and when the call
 * returns its events are on disk. Whatever kept it from that is thrown as it is.
 */
public final class Dispatcher {

    /** The command that this thread handles, on its way to its answer. */
    private static final ScopedValue<Pending<?>> PENDING = ScopedValue.newInstance();

    private final CommandBus bus;
    private final LookAhead lookAhead;

    public Dispatcher(CommandBus bus, LookAhead lookAhead) {
        this.bus = bus;
        this.lookAhead = lookAhead;
        var _ = bus.registerHandlerInterceptor(Dispatcher::keepAnswer);
        var _ = bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(Origin::envelope));
    }

    /** Handles a command whose answer nobody will ask for again, again if it loses a race. */
    public <R> Handled<R> dispatch(Order<R> order, Origin origin) {
        return Retries.run(() -> dispatch(order, origin, null));
    }

    /**
     * Handles a command once.
     *
     * @param idempotency the key under which the answer is kept together with the events
     */
    <R> Handled<R> dispatch(Order<R> order, Origin origin, @Nullable Idempotency idempotency) {
        var pending = new Pending<>(order, new AppendContext(idempotency));
        order.quiet().forEach(pending.context::requireQuiet);
        var message = new GenericCommandMessage<>(order.command(), origin.metadata());
        try {
            R result =
                    pending.context.run(
                            () ->
                                    ScopedValue.where(PENDING, pending)
                                            .call(() -> this.<R>lookAndSend(message)));
            return new Handled<>(result, pending.answer(result), pending.context.receipt());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a handler threw a checked exception", e);
        }
    }

    private <R> R lookAndSend(CommandMessage<?> message) throws Exception {
        return lookAhead.<R, Exception>before(message.getPayload(), () -> send(message));
    }

    private <R> R send(CommandMessage<?> message) throws Exception {
        var answer = new AtomicReference<CommandResultMessage<? extends R>>();
        bus.<Object, R>dispatch(
                GenericCommandMessage.asCommandMessage(message),
                (command, result) -> answer.set(result));
        CommandResultMessage<? extends R> result =
                Objects.requireNonNull(answer.get(), "the bus did not answer on this thread");
        if (result.isExceptional()) {
            switch (result.exceptionResult()) {
                case Exception e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
        return result.getPayload();
    }

    /** Runs between handler and commit: what is set here goes to disk with the events. */
    private static @Nullable Object keepAnswer(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Object result = chain.proceed();
        PENDING.get().handled(result);
        return result;
    }

    private static final class Pending<R> {

        private final Order<R> order;
        private final AppendContext context;
        private @Nullable Answer answer;

        Pending(Order<R> order, AppendContext context) {
            this.order = order;
            this.context = context;
        }

        @SuppressWarnings("unchecked") // the order names what its command's handler returns
        void handled(Object result) {
            if (context.idempotency() != null) {
                context.keepAnswer(AnswerFormat.write(answer((R) result)));
            }
        }

        /** Made once, and only then inside of the unit of work when it has to be kept. */
        Answer answer(R result) {
            if (answer == null) {
                answer = order.answer().apply(result);
            }
            return answer;
        }
    }
}
