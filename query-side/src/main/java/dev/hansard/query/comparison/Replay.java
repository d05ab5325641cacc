package dev.hansard.query.comparison;

import dev.hansard.eventstore.ErasedException;
import dev.hansard.eventstore.StoreUnavailableException;
import dev.hansard.eventstore.UnreadableRecordException;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** A replay of a log that may have been changed: one that does not come to an end tells so. */
public final class Replay {

    private Replay() {}

    /**
     * What a comparison comes to; empty if nothing differs.
     *
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public static Optional<String> of(Supplier<@Nullable String> comparison) {
        try {
            return Optional.ofNullable(comparison.get());
        } catch (StoreUnavailableException | CancellationException e) {
            throw e;
        } catch (ErasedException e) {
            // Of somebody who was erased there is nothing that could differ.
            return Optional.empty();
        } catch (UnreadableRecordException e) {
            return Optional.of("the event at position " + e.position() + " cannot be read");
        } catch (RuntimeException e) {
            // Its message may hold content.
            return Optional.of("cannot be replayed or read: " + e.getClass().getSimpleName());
        }
    }
}
