package dev.hansard.command;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.testing.InProcess;
import dev.hansard.eventstore.testing.TestSeals;

import org.springframework.context.ConfigurableApplicationContext;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A command service on a free port, as a process of its own would be. */
public final class CommandNode implements AutoCloseable {

    private static final String EXPIRY_INTERVAL = "hansard.expiry.interval";
    private static final String ENCRYPTION = "hansard.encryption.";
    private static final String AUDIT = "hansard.audit.";

    private final ConfigurableApplicationContext context;

    private CommandNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts one.
     *
     * @param url of the database
     * @param beans put in before the application's own
     * @param settings {@code name=value}; due things are looked for every 50 ms unless said
     *     otherwise
     */
    public static CommandNode start(
            String url, Clock clock, Map<String, Object> beans, String... settings) {
        var application = CommandServiceApplication.application();
        application.addInitializers(
                context -> {
                    context.getBeanFactory().registerSingleton("clockOfTheTest", clock);
                    beans.forEach(context.getBeanFactory()::registerSingleton);
                });
        List<String> arguments = new ArrayList<>();
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        arguments.add("--server.port=0");
        arguments.add("--spring.datasource.url=" + url);
        if (Stream.of(settings).noneMatch(setting -> setting.startsWith(ENCRYPTION))) {
            arguments.add(TestSeals.ARGUMENT);
            arguments.add(
                    "--"
                            + ENCRYPTION
                            + "erasures-file=target/erasures/"
                            + UUID.randomUUID()
                            + ".ndjson");
        }
        if (Stream.of(settings).noneMatch(setting -> setting.startsWith(EXPIRY_INTERVAL))) {
            arguments.add("--" + EXPIRY_INTERVAL + "=50ms");
        }
        if (Stream.of(settings).noneMatch(setting -> setting.startsWith(AUDIT))) {
            String files = "target/audit/" + UUID.randomUUID();
            arguments.add("--" + AUDIT + "signing-key-file=" + files + "/signing-key");
            arguments.add("--" + AUDIT + "heads-file=" + files + "/signed-heads.ndjson");
        }
        return new CommandNode(InProcess.start(application, arguments.toArray(String[]::new)));
    }

    public static CommandNode start(String url, Clock clock, String... settings) {
        return start(url, clock, Map.of(), settings);
    }

    /** A client of it. */
    public Api api() {
        return new Api(
                "http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The whole log. */
    public List<RecordedEvent> log() {
        return bean(EventLog.class).read(0, 100_000);
    }

    /** How many events of that type are in the log. */
    public long count(String type) {
        return log().stream().filter(event -> event.type().equals(type)).count();
    }

    @Override
    public void close() {
        context.close();
    }
}
