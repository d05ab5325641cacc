package dev.hansard.command.aggregate;

import dev.hansard.api.AggregateId;

import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

import java.util.function.Function;

/** Loading of aggregates outside of their own command handlers. */
public final class Loading {

    private Loading() {}

    /**
     * The aggregate, locked until the unit of work ends. One that the log does not know is made in
     * memory and kept only if events are applied to it; a plain load would log that as an error.
     */
    public static <T> Aggregate<T> orNew(
            Repository<T> repository, AggregateId id, Function<AggregateId, T> factory) {
        try {
            return repository.loadOrCreate(id.toString(), () -> factory.apply(id));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the factory of " + id + " threw", e);
        }
    }
}
