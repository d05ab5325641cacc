package dev.hansard.query.rebuild;

import static java.util.Objects.requireNonNull;

import dev.hansard.api.Refusal;
import dev.hansard.api.json.JsonCodec;
import dev.hansard.query.job.FailedJobException;
import dev.hansard.query.job.Job;
import dev.hansard.query.job.JobProgress;
import dev.hansard.query.rebuild.Rebuild.Pace;
import dev.hansard.query.replay.Rebuildable;
import dev.hansard.query.replay.Rebuildable.UnderWayException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.ObjectMapper;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rebuilds views, and says how fast. */
final class Rebuilding {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);
    private static final ObjectMapper MAPPER = JsonCodec.mapper();

    private final SortedMap<String, Rebuildable> views = new TreeMap<>();

    Rebuilding(List<Rebuildable> views) {
        views.forEach(view -> this.views.put(view.name(), view));
    }

    /**
     * The view of a name.
     *
     * @throws Refusal if there is none
     */
    Rebuildable view(@Nullable String name) {
        Rebuildable view = name == null ? null : views.get(name);
        if (view == null) {
            throw Refusal.invalid("/view", "must be one of " + String.join(", ", views.keySet()));
        }
        return view;
    }

    /** What is told of one that waits. */
    static String waiting(Rebuildable view) {
        return MAPPER.writeValueAsString(new Pace(view.name(), null, null));
    }

    /** Does it, and answers what is told of it in the end. */
    static String run(Rebuildable view, JobProgress progress) {
        long begin = System.nanoTime();
        var last =
                new Object() {
                    Pace pace = new Pace(view.name(), null, null);
                };
        LOG.info("{} is made anew", view.name());
        try {
            view.rebuild(
                    (position, of) -> {
                        last.pace = pace(view, position, of, System.nanoTime() - begin);
                        progress.tell(MAPPER.writeValueAsString(last.pace));
                        progress.at(of == 0 ? 0 : (double) position / of);
                    });
        } catch (UnderWayException e) {
            throw new FailedJobException("another node makes this view anew");
        }
        LOG.info("{} was made anew, at {} events/s", view.name(), last.pace.eventsPerSecond());
        return MAPPER.writeValueAsString(last.pace);
    }

    static Rebuild rebuild(Job job) {
        return Rebuild.of(job, MAPPER.readValue(requireNonNull(job.details()), Pace.class));
    }

    private static Pace pace(Rebuildable view, long position, long of, long nanos) {
        double perSecond = position / (nanos / 1e9);
        return new Pace(
                view.name(),
                Math.round(perSecond),
                perSecond < 1 ? null : Math.round((of - position) / perSecond));
    }
}
