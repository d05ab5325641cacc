package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients that append without a pause and note what became of each command: one message at a time,
 * every third time three as one command. A client whose command has an unknown outcome repeats it
 * with the same key until it is answered, but every second client gives it up and goes on.
 */
final class Writers implements AutoCloseable {

    /** How long one that repeats leaves between two tries. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    /**
     * One command.
     *
     * @param contents of its messages, each used once
     */
    record Command(String conversation, List<String> contents) {

        String body() {
            return Json.messages(contents.stream().map(Json::userMessage).toArray(String[]::new));
        }
    }

    /** A message that was answered for. */
    record Said(String conversation, String content, long sequence, long position) {}

    private final List<HansardClient> nodes;
    private final List<String> conversations;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicInteger commands = new AtomicInteger();
    private final Queue<Said> said = new ConcurrentLinkedQueue<>();
    private final Queue<Command> givenUp = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> unexpected = new ConcurrentLinkedQueue<>();

    private Writers(List<HansardClient> nodes, List<String> conversations) {
        this.nodes = nodes;
        this.conversations = conversations;
    }

    /** Begins; the conversations have to be there. */
    static Writers start(List<HansardClient> nodes, List<String> conversations, int clients) {
        var writers = new Writers(nodes, conversations);
        IntStream.range(0, clients)
                .forEach(c -> writers.clients.add(writers.threads.submit(() -> writers.write(c))));
        return writers;
    }

    List<Said> said() {
        return List.copyOf(said);
    }

    int count() {
        return said.size();
    }

    /** Commands of which nobody was told whether they happened. */
    List<Command> givenUp() {
        return List.copyOf(givenUp);
    }

    /** Answers that no client should get. */
    List<Answer> unexpected() {
        return List.copyOf(unexpected);
    }

    /** Lets the clients write for a while. */
    void goOnFor(Duration load) throws InterruptedException {
        boolean ended = threads.awaitTermination(load.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(ended).as("a client ended before it was told to").isFalse();
    }

    /** Ends what each client is at and returns when all have ended. */
    void stop() throws Exception {
        stopping.set(true);
        for (Future<?> client : clients) {
            client.get();
        }
    }

    @Override
    public void close() {
        stopping.set(true);
        threads.shutdownNow();
    }

    private void write(int client) {
        HansardClient node = nodes.get(client % nodes.size());
        boolean patient = client % 2 == 0;
        for (int n = 0; !stopping.get(); n++) {
            int id = commands.incrementAndGet();
            String conversation = conversations.get((client + n) % conversations.size());
            var command =
                    new Command(
                            conversation,
                            n % 3 == 2
                                    ? List.of(id + " a", id + " b", id + " c")
                                    : List.of(id + " a"));
            send(node.with("Idempotency-Key", conversation + "-" + id), command, patient);
        }
    }

    private void send(HansardClient keyed, Command command, boolean patient) {
        boolean unsure = false;
        Outcome outcome = attempt(keyed, command);
        while (outcome != Outcome.SETTLED) {
            unsure |= outcome == Outcome.UNKNOWN;
            LockSupport.parkNanos(PAUSE.toNanos());
            if (stopping.get() || (unsure && !patient)) {
                if (unsure) {
                    givenUp.add(command);
                }
                return;
            }
            outcome = attempt(keyed, command);
        }
    }

    private enum Outcome {
        SETTLED,
        NOT_WRITTEN,
        UNKNOWN
    }

    private Outcome attempt(HansardClient keyed, Command command) {
        try {
            Answer answer =
                    keyed.post(
                            "/v1/conversations/" + command.conversation() + "/messages",
                            command.body());
            return switch (answer.status() + answer.code()) {
                case "201" -> settled(command, answer);
                case "503store-unavailable", "503overloaded" -> Outcome.NOT_WRITTEN;
                case "503outcome-unknown" -> Outcome.UNKNOWN;
                default -> {
                    unexpected.add(answer);
                    yield Outcome.SETTLED;
                }
            };
        } catch (UncheckedIOException e) {
            return Outcome.UNKNOWN;
        }
    }

    private Outcome settled(Command command, Answer answer) {
        for (int i = 0; i < command.contents().size(); i++) {
            var message = answer.json().at("/messages/" + i);
            said.add(
                    new Said(
                            command.conversation(),
                            command.contents().get(i),
                            message.get("sequence").asLong(),
                            message.get("position").asLong()));
        }
        return Outcome.SETTLED;
    }
}
