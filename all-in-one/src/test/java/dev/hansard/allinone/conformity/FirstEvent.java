package dev.hansard.allinone.conformity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Reads a stream, which has no end, to the end of its first event or heartbeat. */
final class FirstEvent implements BodySubscriber<String> {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private Subscription subscription;

    /** Of a stream its beginning, of anything else all of it. */
    static BodyHandler<String> orAll() {
        return answer ->
                answer.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .startsWith("text/event-stream")
                        ? new FirstEvent()
                        : BodyHandlers.ofString().apply(answer);
    }

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
        }
        String text = bytes.toString(UTF_8);
        if (text.contains("\n\n")) {
            subscription.cancel();
            body.complete(text);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toString(UTF_8));
    }
}
