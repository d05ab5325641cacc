package dev.hansard.query.reading;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.events.EventFormat;
import dev.hansard.edge.errors.ProblemMapper;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.LogFeed;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.LogView;
import dev.hansard.eventstore.PayloadReader;
import dev.hansard.eventstore.PoolBusyException;
import dev.hansard.eventstore.StoreUnavailableException;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** What every view needs. */
@Configuration(proxyBeanMethods = false)
public class ReadingConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PayloadReader payloadReader() {
        return EventFormat.CURRENT::read;
    }

    /** Makes the follower of a view in memory, not yet started. */
    @Bean
    Function<LogView, LogFollower> followers(
            LogFeed feed, EventStoreSettings settings, MeterRegistry meters) {
        return view -> new LogFollower(view, feed, settings, meters);
    }

    /** Where misses are loaded: each waits for the database on a thread that costs nothing. */
    @Bean
    LoadThreads loadThreads() {
        return new LoadThreads(Executors.newVirtualThreadPerTaskExecutor());
    }

    /** An executor that Spring does not take for its own. */
    public record LoadThreads(Executor executor) {}

    @Bean
    Followers followersOfTheLog(List<Follows> all) {
        return new Followers(all);
    }

    @Bean
    ViewsHealth readModelHealthIndicator(List<Follows> all) {
        return new ViewsHealth(all);
    }

    /** A store that cannot be reached is a 503 with a promise, whichever way it was asked. */
    @Bean
    ProblemMapper storeProblems() {
        return failure ->
                switch (failure) {
                    case StoreUnavailableException e when e.busy() -> busy();
                    case NestedRuntimeException e when e.contains(PoolBusyException.class) ->
                            busy();
                    case StoreUnavailableException e -> unavailable();
                    case CannotCreateTransactionException e -> unavailable();
                    case DataAccessResourceFailureException e -> unavailable();
                    case TransientDataAccessException e -> unavailable();
                    default -> null;
                };
    }

    private static Refusal busy() {
        return Refusal.of(ErrorCode.OVERLOADED, "all connections to the store are in use");
    }

    private static Refusal unavailable() {
        return Refusal.of(ErrorCode.STORE_UNAVAILABLE, "the store cannot be reached");
    }
}
