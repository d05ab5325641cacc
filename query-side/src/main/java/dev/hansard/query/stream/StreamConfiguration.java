package dev.hansard.query.stream;

import dev.hansard.edge.access.LastingAccess;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.LogView;
import dev.hansard.query.reading.Follows;
import dev.hansard.query.reading.LogGate;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.function.Function;

/** The live stream. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamSettings.class)
public class StreamConfiguration {

    @Bean
    LiveEvents liveEvents(EventLog log, StreamSettings settings) {
        return new LiveEvents(log::head, settings);
    }

    @Bean
    LogFollower streamFollower(LiveEvents live, Function<LogView, LogFollower> followers) {
        return followers.apply(live);
    }

    @Bean
    Follows streamFollows(LogFollower streamFollower) {
        return Follows.locally(streamFollower);
    }

    @Bean
    OpenStreams openStreams(
            EventLog log, LiveEvents live, StreamSettings settings, MeterRegistry meters) {
        return new OpenStreams(log, live, settings, meters);
    }

    @Bean
    StreamController streamController(OpenStreams streams, EventLog log, LastingAccess access) {
        return new StreamController(streams, new LogGate(log), access);
    }
}
