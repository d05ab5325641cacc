package dev.hansard.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A client of the stream, that reads all the time. */
final class Listener implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final HttpResponse<Stream<String>> answer;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    Listener(HttpResponse<Stream<String>> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        this.answer = answer;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try {
            answer.body().forEach(lines::add);
        } catch (UncheckedIOException e) {
            // As when it is closed from this side.
        }
    }

    HttpResponse<?> answer() {
        return answer;
    }

    List<Long> ids() {
        return with("id:").stream().map(Long::valueOf).toList();
    }

    List<String> types() {
        return with("event:");
    }

    List<String> data() {
        return with("data:");
    }

    /** Waits until the event at a position is there. */
    Listener awaitEvent(long position) {
        await().atMost(SOON).until(() -> ids().contains(position));
        return this;
    }

    void awaitHeartbeats(int number) {
        await().atMost(SOON).until(() -> lines.stream().filter(":"::equals).count() >= number);
    }

    /** Waits until the server ends the stream. */
    void awaitEnd() throws InterruptedException {
        assertThat(reader.join(SOON)).as("the stream ends").isTrue();
    }

    private List<String> with(String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()))
                .toList();
    }

    @Override
    public void close() {
        answer.body().close();
    }
}
