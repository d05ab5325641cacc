package dev.hansard.command.dispatch;

import dev.hansard.eventstore.AppendContext.Quiet;
import dev.hansard.eventstore.AppendReceipt;

import java.util.List;
import java.util.function.Function;

/**
 * One command with what is to be made of its result.
 *
 * @param <R> what the command's handler returns
 * @param answer what to keep for a repetition; made before the append, so of the result alone
 * @param resource what an answer that shows a resource shows
 * @param quiet what must not have happened meanwhile
 */
public record Order<R>(
        Object command, Function<R, Answer> answer, Resource<R> resource, List<Quiet> quiet) {

    /** Makes what an answer shows, when all is on disk. */
    @FunctionalInterface
    public interface Resource<R> {
        Object show(R result, Answer answer, AppendReceipt receipt);
    }

    /** A command whose answer shows no resource. */
    public static <R> Order<R> of(Object command, Function<R, Answer> answer) {
        return new Order<>(
                command,
                answer,
                (result, given, receipt) -> {
                    throw new IllegalStateException("this answer shows no resource");
                },
                List.of());
    }

    /** A command that nobody waits for the answer of. */
    public static Order<Object> unanswered(Object command) {
        return of(command, result -> new Answer.Done(null));
    }

    /** The order with the resource that its answer shows. */
    public Order<R> showing(Resource<R> shown) {
        return new Order<>(command, answer, shown, quiet);
    }

    /** The order, refused if something happens around a context. */
    public Order<R> whileQuiet(Quiet condition) {
        return new Order<>(command, answer, resource, List.of(condition));
    }
}
