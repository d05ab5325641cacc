package dev.hansard.allinone.e2e;

import dev.hansard.allinone.HansardApplication;
import dev.hansard.eventstore.testing.InProcess;
import dev.hansard.eventstore.testing.SettableClock;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** The whole application in the process of the tests, with a clock that they move. */
final class InProcessHansard implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final SettableClock clock;
    private final HansardClient client;

    private InProcessHansard(ConfigurableApplicationContext context, SettableClock clock) {
        this.context = context;
        this.clock = clock;
        this.client =
                HansardClient.to(
                        Integer.parseInt(
                                context.getEnvironment().getRequiredProperty("local.server.port")));
    }

    /** One for all tests that take ids of their own; stopped at the end of the JVM. */
    static InProcessHansard shared() {
        return Shared.HANSARD;
    }

    private static final class Shared {
        private static final InProcessHansard HANSARD = start("--hansard.ephemeral=true");
    }

    /** Starts one on a free port. */
    static InProcessHansard start(String... properties) {
        return startOn(0, properties);
    }

    /** Starts one on a data directory, which is made where it is not there. */
    static InProcessHansard startIn(Path directory, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("--hansard.data-dir=" + DataDirectory.in(directory));
        return start(all.toArray(String[]::new));
    }

    /** Starts one; port 0 stands for any. */
    static InProcessHansard startOn(int port, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=" + port));
        arguments.addAll(List.of(properties));
        var clock = new SettableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        SpringApplication application = HansardApplication.application();
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("testClock", clock));
        return new InProcessHansard(
                InProcess.start(application, arguments.toArray(String[]::new)), clock);
    }

    HansardClient client() {
        return client;
    }

    SettableClock clock() {
        return clock;
    }

    DataSource dataSource() {
        return context.getBean(DataSource.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
