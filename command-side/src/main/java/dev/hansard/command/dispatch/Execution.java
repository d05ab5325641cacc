package dev.hansard.command.dispatch;

import dev.hansard.api.AggregateId;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.eventstore.AppendContext;
import dev.hansard.eventstore.AppendContext.Idempotency;
import dev.hansard.eventstore.AppendReceipt;
import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.axon.LoadedAhead;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Supplier;

/** One request on its way: what its work is done with. For one thread. */
public final class Execution {

    private final Dispatcher dispatcher;
    private final Appender appender;
    private final EventLog log;
    private final Origin origin;
    private final @Nullable Idempotency idempotency;
    private final Instant now;

    Execution(
            Dispatcher dispatcher,
            Appender appender,
            EventLog log,
            CommandRequest request,
            TenantSettings settings,
            @Nullable Idempotency idempotency) {
        this.dispatcher = dispatcher;
        this.appender = appender;
        this.log = log;
        this.origin = Origin.of(request, settings);
        this.idempotency = idempotency;
        this.now = request.now();
    }

    /** Handles a command that begins something under an id made just now: nobody looks for it. */
    public <R> Outcome dispatchNew(AggregateId made, Order<R> order) {
        return LoadedAhead.nothingOf(made.toString()).using(() -> dispatch(order));
    }

    /** Handles a command, again whenever it loses a race against another node. */
    public <R> Outcome dispatch(Order<R> order) {
        return dispatch(() -> order);
    }

    /**
     * Handles a command that has to be made anew for each try.
     *
     * @throws RuntimeException what the command was refused with, or why it could not be handled
     */
    public <R> Outcome dispatch(Supplier<Order<R>> orders) {
        return Retries.runAnew(
                () -> {
                    Order<R> order = orders.get();
                    Handled<R> handled = dispatcher.dispatch(order, origin, idempotency);
                    Answer answer = handled.answer();
                    AppendReceipt written = handled.receipt();
                    AppendReceipt receipt = written == null ? keep(answer) : written;
                    return new Outcome(
                            answer,
                            receipt,
                            () -> order.resource().show(handled.result(), answer, receipt));
                });
    }

    /** Answers what had nothing to write, and shows no resource. */
    public Outcome unwritten(Answer answer) {
        return new Outcome(
                answer,
                keep(answer),
                () -> {
                    throw new IllegalStateException("this answer shows no resource");
                });
    }

    /** Who asked, for commands that are sent without being the answer. */
    public Origin origin() {
        return origin;
    }

    private AppendReceipt keep(Answer answer) {
        if (idempotency == null) {
            long head = log.head();
            return new AppendReceipt(head + 1, head, now);
        }
        AppendContext context = new AppendContext(idempotency);
        context.keepAnswer(AnswerFormat.write(answer));
        return appender.keepAnswer(context);
    }
}
