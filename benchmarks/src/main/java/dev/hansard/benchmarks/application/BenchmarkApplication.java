package dev.hansard.benchmarks.application;

import dev.hansard.allinone.HansardApplication;

import org.springframework.boot.SpringApplication;

import java.util.List;

/** The all-in-one with the {@link BenchmarkEndpoints} beside its own. */
public final class BenchmarkApplication {

    private BenchmarkApplication() {}

    public static void main(String[] args) {
        SpringApplication application = HansardApplication.application();
        application.addPrimarySources(List.of(BenchmarkEndpoints.class));
        application.run(args);
    }
}
