package dev.hansard.edge;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A service that has nothing but the edge and an endpoint for each of its rules. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({HttpEdgeConfiguration.class, EchoController.class})
public class EdgeTestApp {

    /** What a test's own clock says, in the place of the edge's. */
    public static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @Bean
    Clock fixedClock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
