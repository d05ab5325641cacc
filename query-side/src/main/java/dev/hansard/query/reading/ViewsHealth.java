package dev.hansard.query.reading;

import dev.hansard.eventstore.FollowerProgress;
import dev.hansard.eventstore.FollowerState.Stopped;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Health of the read model: up when every view of this node has caught up with the log and none has
 * stopped; with position and lag of each, and where and why one stopped.
 */
final class ViewsHealth implements HealthIndicator {

    private final List<Follows> views;

    public ViewsHealth(List<Follows> views) {
        this.views = List.copyOf(views);
    }

    @Override
    public Health health() {
        List<FollowerProgress> all =
                views.stream().flatMap(view -> view.progress().stream()).toList();
        Health.Builder health = Health.status(status(all));
        all.forEach(progress -> health.withDetail(progress.view(), details(progress)));
        return health.build();
    }

    private static Status status(List<FollowerProgress> all) {
        if (all.stream().anyMatch(progress -> progress.state() instanceof Stopped)) {
            return Status.DOWN;
        }
        return all.stream().allMatch(FollowerProgress::caughtUp)
                ? Status.UP
                : Status.OUT_OF_SERVICE;
    }

    private static Map<String, Object> details(FollowerProgress progress) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", progress.state().getClass().getSimpleName());
        details.put("position", progress.position());
        details.put("lag", progress.lag());
        if (progress.state() instanceof Stopped stopped) {
            details.put("stoppedAt", stopped.position());
            details.put("type", stopped.type());
            details.put("reason", stopped.reason());
        }
        return details;
    }
}
