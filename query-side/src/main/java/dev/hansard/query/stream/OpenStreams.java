package dev.hansard.query.stream;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.eventstore.EventFilter;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.StoreUnavailableException;
import dev.hansard.query.stream.Subscription.State;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** The streams of this node: no more than so many, and all over before it stops. */
final class OpenStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);

    private final EventLog log;
    private final LiveEvents live;
    private final StreamSettings settings;
    private final Semaphore places;
    private final Counter overrun;
    private volatile boolean running;

    OpenStreams(EventLog log, LiveEvents live, StreamSettings settings, MeterRegistry meters) {
        this.log = log;
        this.live = live;
        this.settings = settings;
        this.places = new Semaphore(settings.connections());
        this.overrun =
                Counter.builder("hansard.stream.overrun")
                        .description("Streams ended because their client took too little")
                        .register(meters);
        Gauge.builder(
                        "hansard.stream.open",
                        places,
                        free -> settings.connections() - free.availablePermits())
                .description("Streams that are open")
                .register(meters);
    }

    /**
     * A place for one stream.
     *
     * @throws Refusal {@link ErrorCode#OVERLOADED} if all are taken
     */
    Place take() {
        if (!places.tryAcquire()) {
            throw Refusal.of(
                    ErrorCode.OVERLOADED,
                    "at most %d streams are open at once".formatted(settings.connections()));
        }
        return new Place();
    }

    /** A place that is given back when its stream is over. */
    final class Place implements AutoCloseable {

        /**
         * Runs a stream until its end, whatever ends it: a client that wants to go on comes back
         * with the event it had last.
         */
        void run(EventFilter wanted, long after, SseWriter out, BooleanSupplier mayGoOn) {
            try {
                var stream = new EventStream(log, live, wanted, after, out);
                if (stream.run(settings.heartbeat(), mayGoOn) == State.OVERRUN) {
                    overrun.increment();
                }
            } catch (IOException e) {
                LOG.debug("a client of the stream has gone");
            } catch (StoreUnavailableException e) {
                LOG.debug("a stream ends, since the store cannot be reached");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            places.release();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        live.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server begins to wait for the requests that are under way. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
