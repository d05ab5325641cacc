package dev.hansard.benchmarks.rebuild;

import dev.hansard.benchmarks.application.Applications;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.benchmarks.run.Run;
import dev.hansard.benchmarks.seed.Seed;
import dev.hansard.benchmarks.seed.SeededLog;
import dev.hansard.eventstore.EventLog;
import dev.hansard.query.comparison.Comparisons;
import dev.hansard.query.replay.Rebuildable;

import org.springframework.context.ApplicationContext;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Views of 1,000,000 events in an all-in-one: held against the log, and made anew one after the
 * other while a client appends and another one reads. Once each: one takes a minute. In a whole run
 * of all parts there are fewer.
 */
public final class RebuildPart {

    /** In a whole run: a tenth of the events, and more users than have their keys in memory. */
    private static final int CONVERSATIONS = 12_500;

    private static final int MESSAGES_EACH = 7;

    private RebuildPart() {}

    public static void measure(Run run) throws Exception {
        Database database = run.whole() ? small(run) : run.millionEvents().database();
        run.progress().say("rebuild: starting an all-in-one");
        try (var context = Applications.allInOne(database)) {
            long events = context.getBean(EventLog.class).head();
            var comparison = new ModelComparison(context.getBean(Comparisons.class), events);
            figure(run, "audit.compareEventsPerSecond", comparison.turn());
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            try (var others = Others.start(Integer.parseInt(port))) {
                rebuild(run, context, "recent-messages", "rebuild.memoryEventsPerSecond");
                rebuild(run, context, "conversations-table", "rebuild.tableEventsPerSecond");
                figure(run, "rebuild.appendsPerSecondBeside", others.stop());
            }
        }
    }

    private static Database small(Run run) throws SQLException, IOException {
        run.progress().say("rebuild: seeding a log");
        Database database = run.server().create("rebuild");
        SeededLog.write(database, Seed.conversations(CONVERSATIONS, MESSAGES_EACH));
        return database;
    }

    private static void rebuild(Run run, ApplicationContext context, String view, String key) {
        Rebuildable rebuildable =
                context.getBeansOfType(Rebuildable.class).values().stream()
                        .filter(each -> each.name().equals(view))
                        .findFirst()
                        .orElseThrow();
        long head = context.getBean(EventLog.class).head();
        long begin = System.nanoTime();
        rebuildable.rebuild((position, of) -> {});
        figure(run, key, head / ((System.nanoTime() - begin) / 1e9));
    }

    private static void figure(Run run, String key, double value) {
        run.progress().say("%s: %.0f".formatted(key, value));
        run.report().figure(key, value);
    }
}
