package dev.hansard.query.comparison;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.List;

/** What the samples came to, for those who watch the node. */
final class SampleMetrics {

    private final MeterRegistry meters;
    private final Counter users;

    SampleMetrics(List<ComparedView> views, MeterRegistry meters) {
        this.meters = meters;
        this.users =
                Counter.builder("hansard.sample.users")
                        .description("Users whose read models were compared with the log")
                        .register(meters);
        views.forEach(view -> differences(view.name()));
    }

    void compared() {
        users.increment();
    }

    void found(Difference difference) {
        differences(difference.view()).increment();
    }

    /** There from the start, so that nothing found shows as none. */
    private Counter differences(String view) {
        return Counter.builder("hansard.sample.differences")
                .description("Places where a read model is not what the log says")
                .tag("view", view)
                .register(meters);
    }
}
