package dev.hansard.query;

import dev.hansard.eventstore.testing.InProcess;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestSeals;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The query service on a real PostgreSQL, in a time that the test gives. */
public final class RunningQueryService implements AutoCloseable {

    /** The lock of the classes that share one service and its {@link #CLOCK}. */
    public static final String SHARED = "the shared query service";

    /** Where test classes meet that need no service of their own: each takes its own tenant. */
    public static final SettableClock CLOCK =
            new SettableClock(Instant.parse("2026-01-01T09:00:00Z"));

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext service;

    private RunningQueryService(ConfigurableApplicationContext service) {
        this.service = service;
    }

    /** A service of its own on a database. */
    public static RunningQueryService on(TestDatabase database, Clock clock, String... settings) {
        return on(database, clock, Map.of(), settings);
    }

    /**
     * As {@link #on(TestDatabase, Clock, String...)}.
     *
     * @param beans put in before the application's own
     */
    public static RunningQueryService on(
            TestDatabase database, Clock clock, Map<String, Object> beans, String... settings) {
        var application = new SpringApplication(QueryServiceApplication.class);
        application.addInitializers(
                context -> {
                    context.getBeanFactory().registerSingleton("testClock", clock);
                    beans.forEach(context.getBeanFactory()::registerSingleton);
                });
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add("--server.port=0");
        arguments.add("--spring.datasource.url=" + database.url());
        if (Stream.of(settings).noneMatch(setting -> setting.startsWith("--hansard.encryption."))) {
            arguments.add(TestSeals.ARGUMENT);
        }
        return new RunningQueryService(
                InProcess.start(application, arguments.toArray(String[]::new)));
    }

    /** A tenant of the shared service, whose time is {@link #CLOCK}. */
    public static Tenant tenant(String name) {
        return new Tenant(name, Shared.LOG, Shared.SERVICE);
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /**
     * @param body JSON; null for none
     */
    public Answer send(String method, String path, String body, String... headers) {
        return new Answer(send(method, path, body, BodyHandlers.ofString(), headers));
    }

    /** The lines of an answer as they come, for as long as the stream is not closed. */
    public HttpResponse<Stream<String>> lines(String path, String... headers) {
        return send("GET", path, null, BodyHandlers.ofLines(), headers);
    }

    public int port() {
        return ((WebServerApplicationContext) service).getWebServer().getPort();
    }

    private <T> HttpResponse<T> send(
            String method, String path, String body, BodyHandler<T> answer, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body));
        }
        try {
            return HTTP.send(request.build(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A part of the service. */
    public <T> T bean(Class<T> type) {
        return service.getBean(type);
    }

    /** All parts of the service of a kind. */
    public <T> Collection<T> beans(Class<T> type) {
        return service.getBeansOfType(type).values();
    }

    @Override
    public void close() {
        service.close();
    }

    /** Started when first needed; goes with the JVM, as the database's server does. */
    private static final class Shared {
        static final TestDatabase DATABASE = TestDatabase.create();
        static final LogWriter LOG = new LogWriter(DATABASE.dataSource(), CLOCK);
        static final RunningQueryService SERVICE = on(DATABASE, CLOCK);
    }
}
