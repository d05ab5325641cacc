package dev.hansard.query.result;

import dev.hansard.api.json.Json;
import dev.hansard.query.QueryServiceApplication;
import dev.hansard.query.result.Results.Address;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.time.Instant;
import java.util.List;

/** A query service with results in memory, all alike. For one thread. */
public final class CachedResults implements AutoCloseable {

    private static final String TENANT = "default";
    private static final List<String> TAGS = List.of("flights", "oslo", "summer");
    private static final Json OUTPUT = Json.trusted("\"" + "x".repeat(300) + "\"");

    private final ConfigurableApplicationContext service;
    private final Results results;

    /**
     * @param service a {@link QueryServiceApplication} that has caught up
     */
    public CachedResults(ConfigurableApplicationContext service) {
        this.service = service;
        this.results = service.getBean(Results.class);
    }

    public static SpringApplication application() {
        return new SpringApplication(QueryServiceApplication.class);
    }

    /**
     * Stores one, which is in memory then.
     *
     * @return bytes of what is kept for the client
     */
    public int store(int number) {
        Question question = question(number);
        String key = question.key();
        var head =
                new ResultHead(
                        TENANT,
                        key,
                        key,
                        null,
                        0,
                        Instant.now(),
                        null,
                        Selectors.ofResult(TENANT, key, question, TAGS));
        Result result = Result.of(head, question, OUTPUT, TAGS);
        boolean _ = results.store(result).created();
        return result.body().length;
    }

    /** Where to find one. */
    public Object address(int number) {
        return new Address(TENANT, question(number).key(), true);
    }

    /** Finds one in memory, judges it, and makes what is sent. */
    public byte[] find(Object address) {
        return results.find((Address) address).orElseThrow().json();
    }

    @Override
    public void close() {
        service.close();
    }

    private static Question question(int number) {
        return new Question("planner", Json.trusted("{\"n\":" + number + "}"), null, null, null);
    }
}
