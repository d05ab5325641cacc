package dev.hansard.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * One transaction that appends: takes the lock, lets pending appends in one by one, refuses the
 * losers, writes the rest. It takes a list so that one writer can put many commands into one
 * commit; committing is left to the caller.
 */
final class AppendTransaction {

    /** What became of each append, in their order, and what was written. */
    record Result(List<AppendOutcome> outcomes, Batch batch) {}

    private final Clock clock;
    private final EventStoreSettings settings;
    private final LogStateReader reader;

    AppendTransaction(Clock clock, EventStoreSettings settings) {
        this.clock = clock;
        this.settings = settings;
        this.reader = new LogStateReader(settings.lockTimeout());
    }

    /** Writes on a connection that is not in a transaction and does not commit by itself. */
    Result run(Connection connection, List<PendingAppend> appends) throws SQLException {
        LogState state =
                reader.read(connection, appends, clock.instant().minus(settings.answerLifetime()));
        // The clock is read again: the lock may have been waited for.
        var batch = new Batch(state, clock.instant());
        List<AppendOutcome> outcomes = appends.stream().map(batch::add).toList();
        if (!batch.isEmpty()) {
            BatchWriter.write(connection, batch);
        }
        return new Result(outcomes, batch);
    }
}
