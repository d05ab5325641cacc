package dev.hansard.query.result;

import dev.hansard.edge.settings.LimitSettings;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.tenancy.SettingsInEffect;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** Who asks for results and brings them. */
@Configuration(proxyBeanMethods = false)
class ResultEndpoints {

    @Bean
    Naming resultNaming(ResultSettings settings) {
        return new Naming(settings.contentHashes());
    }

    @Bean
    ViewGate resultsGate(LogFollower resultsFollower) {
        return new ViewGate(resultsFollower);
    }

    @Bean
    LookUps resultLookUps(AccessCounts counts, MeterRegistry meters) {
        return new LookUps(counts, meters);
    }

    @Bean
    LookUpController resultLookUpQueries(
            ViewGate resultsGate,
            Results results,
            LookUps lookUps,
            Naming naming,
            LimitSettings limits,
            Clock clock) {
        return new LookUpController(resultsGate, results, lookUps, naming, limits, clock);
    }

    @Bean
    StoreController resultStoring(
            ViewGate resultsGate,
            EventLog log,
            Results results,
            Naming naming,
            SettingsInEffect settings,
            LimitSettings limits,
            Clock clock) {
        return new StoreController(resultsGate, log, results, naming, settings, limits, clock);
    }

    @Bean
    ResultController resultQueries(
            ViewGate resultsGate,
            Results results,
            AccessCounts counts,
            ResultTable table,
            LookUps lookUps,
            Room room) {
        var statistics = new ResultStatistics(table, results, counts, lookUps, room);
        return new ResultController(resultsGate, results, counts, statistics);
    }
}
