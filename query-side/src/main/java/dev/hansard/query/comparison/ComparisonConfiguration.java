package dev.hansard.query.comparison;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogBeginnings;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;

import javax.sql.DataSource;

/** What holds read models against the log. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SampleSettings.class)
public class ComparisonConfiguration {

    @Bean
    Comparisons comparisons(List<ComparedView> views, DataSource dataSource) {
        return new Comparisons(views, new LogBeginnings(dataSource));
    }

    @Bean
    Samples samples(
            Comparisons comparisons,
            List<ComparedView> views,
            EventLog log,
            SampleSettings settings,
            MeterRegistry meters) {
        return new Samples(
                comparisons,
                new SampledUsers(log, settings),
                settings,
                new SampleMetrics(views, meters));
    }
}
