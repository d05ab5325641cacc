package dev.hansard.benchmarks.application;

import dev.hansard.allinone.HansardApplication;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.command.CommandServiceApplication;
import dev.hansard.eventstore.FollowerProgress;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.query.reading.Follows;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Hansard's applications in this process, with their defaults but for the port, which is any. */
public final class Applications {

    private static final Duration MOST_CATCHING_UP = Duration.ofMinutes(8);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** Comes along with the query side, and the command service is shipped without. */
    private static final String WITHOUT_JPA =
            "--spring.autoconfigure.exclude="
                    + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
                    + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration";

    private Applications() {}

    /**
     * A command service that has caught up with its log.
     *
     * @param more arguments
     */
    public static ConfigurableApplicationContext commandService(Database database, String... more) {
        return start(
                CommandServiceApplication.application(),
                database,
                Stream.concat(Stream.of(WITHOUT_JPA), Stream.of(more)).toArray(String[]::new));
    }

    /** An all-in-one that has caught up with its log. */
    public static ConfigurableApplicationContext allInOne(Database database) {
        return start(HansardApplication.application(), database);
    }

    /** Any of them, once everything that follows the log has caught up. */
    public static ConfigurableApplicationContext start(
            SpringApplication application, Database database, String... more) {
        List<String> arguments = new ArrayList<>(database.arguments());
        arguments.add("--server.port=0");
        arguments.add("--logging.level.dev.hansard=warn");
        arguments.addAll(List.of(more));
        ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
        awaitCaughtUp(context);
        return context;
    }

    private static void awaitCaughtUp(ConfigurableApplicationContext context) {
        long end = System.nanoTime() + MOST_CATCHING_UP.toNanos();
        while (!hasCaughtUp(context)) {
            if (System.nanoTime() > end) {
                context.close();
                throw new IllegalStateException("a view does not catch up with the log");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean hasCaughtUp(ConfigurableApplicationContext context) {
        return context.getBeansOfType(LogFollower.class).values().stream()
                        .allMatch(LogFollower::caughtUp)
                && context.getBeansOfType(Follows.class).values().stream()
                        .flatMap(follows -> follows.progress().stream())
                        .allMatch(FollowerProgress::caughtUp);
    }
}
