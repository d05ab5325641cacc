package dev.hansard.query.reading;

import org.springframework.context.SmartLifecycle;

import java.util.List;

/** Starts what follows the log before the first request is taken, and stops it after the last. */
final class Followers implements SmartLifecycle {

    private final List<Follows> all;
    private volatile boolean running;

    public Followers(List<Follows> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void start() {
        all.forEach(Follows::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        all.reversed().forEach(Follows::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server starts, and after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
