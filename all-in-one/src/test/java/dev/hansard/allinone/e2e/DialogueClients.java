package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import tools.jackson.databind.JsonNode;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Clients that put dialogues in message by message, each with an idempotency key, and repeat the
 * last request with the same key when Hansard is gone for a while.
 */
final class DialogueClients {

    private static final int AT_ONCE = 16;
    private static final Duration GONE_AT_MOST = Duration.ofSeconds(90);

    /** A message that Hansard has answered for. */
    record Acknowledged(
            Dialogue dialogue, String message, String messageId, long sequence, long position) {}

    private final HansardClient client;
    private final Queue<Dialogue> open;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger repeated = new AtomicInteger();

    DialogueClients(HansardClient client, List<Dialogue> dialogues) {
        this.client = client;
        this.open = new ConcurrentLinkedQueue<>(dialogues);
    }

    /** Begins; the meantime is the caller's. */
    Supplier<List<Acknowledged>> start() {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        List<Future<?>> clients =
                IntStream.range(0, AT_ONCE)
                        .<Future<?>>mapToObj(i -> threads.submit(this::putInAll))
                        .toList();
        return () -> {
            try (threads) {
                for (Future<?> each : clients) {
                    each.get();
                }
                return List.copyOf(acknowledged);
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** How many requests had to be sent again. */
    int repeated() {
        return repeated.get();
    }

    private void putInAll() {
        for (Dialogue next = open.poll(); next != null; next = open.poll()) {
            putIn(next);
        }
    }

    private void putIn(Dialogue dialogue) {
        String id = dialogue.conversationId();
        send(id, keyed -> keyed.put("/v1/conversations/" + id, user(dialogue)));
        for (int i = 0; i < dialogue.messages().size(); i++) {
            String message = dialogue.messages().get(i);
            Answer answer = send(id + "-" + i, keyed -> keyed.append(id, message)).expect(201);
            JsonNode said = answer.json().at("/messages/0");
            acknowledged.add(
                    new Acknowledged(
                            dialogue,
                            message,
                            said.get("messageId").asString(),
                            said.get("sequence").asLong(),
                            said.get("position").asLong()));
        }
    }

    private static String user(Dialogue dialogue) {
        return "{\"userId\":" + Json.text(dialogue.userId()) + "}";
    }

    @FunctionalInterface
    private interface Request {
        Answer sendWith(HansardClient keyed);
    }

    private Answer send(String key, Request request) {
        HansardClient keyed = client.with("Idempotency-Key", key);
        var attempts = new AtomicInteger();
        Answer answer =
                await().atMost(GONE_AT_MOST)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(200))
                        .pollInSameThread()
                        .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
                        .until(
                                () -> {
                                    attempts.incrementAndGet();
                                    return request.sendWith(keyed);
                                },
                                answered -> answered.status() != 503);
        if (attempts.get() > 1) {
            repeated.incrementAndGet();
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }
}
