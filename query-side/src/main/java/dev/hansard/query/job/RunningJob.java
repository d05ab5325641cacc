package dev.hansard.query.job;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CancellationException;

/** A job on the node that runs it, finished or not yet begun. Thread-safe. */
final class RunningJob implements JobProgress {

    private volatile double progress;
    private volatile @Nullable String details;
    private volatile boolean ending;

    @Override
    public void at(double share) {
        progress = share;
        checkGoesOn();
    }

    @Override
    public void tell(String json) {
        details = json;
    }

    double progress() {
        return progress;
    }

    @Nullable String details() {
        return details;
    }

    /** At the next word of its progress. */
    void end() {
        ending = true;
    }

    void checkGoesOn() {
        if (ending) {
            throw new CancellationException();
        }
    }
}
