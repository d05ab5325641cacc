package dev.hansard.command.dispatch;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Status;
import dev.hansard.command.dispatch.Answer.Appended;
import dev.hansard.command.dispatch.Answer.CleanedUp;
import dev.hansard.command.dispatch.Answer.Done;
import dev.hansard.command.dispatch.Answer.Ended;
import dev.hansard.command.dispatch.Answer.KeyMade;
import dev.hansard.command.dispatch.Answer.Opened;
import dev.hansard.edge.Headers;
import dev.hansard.eventstore.AppendReceipt;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Makes HTTP answers, the same way for a first answer and for its repetition. */
public final class Responses {

    private final Map<String, FromLog> resources;

    /**
     * @param resources one for each type of aggregate that an answer can show
     */
    public Responses(Collection<? extends FromLog> resources) {
        this.resources =
                resources.stream().collect(toUnmodifiableMap(FromLog::aggregateType, identity()));
    }

    record EndedSession(String sessionId, Status status, long turnCount) {}

    record CleanupResult(long expired) {}

    record AppendedMessages(List<Message> messages, int turnCount, boolean compactionDue) {
        record Message(String messageId, long sequence, long position) {}
    }

    ResponseEntity<Object> first(Outcome outcome) {
        return response(outcome.answer(), outcome.receipt(), new HttpHeaders(), outcome.resource());
    }

    ResponseEntity<Object> replay(Answer answer, AppendReceipt receipt) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(Headers.IDEMPOTENCY_REPLAYED, "true");
        return response(answer, receipt, headers, () -> fromLog(answer, receipt));
    }

    private Object fromLog(Answer answer, AppendReceipt receipt) {
        Opened opened = answer instanceof KeyMade made ? made.tenant() : (Opened) answer;
        return Objects.requireNonNull(resources.get(opened.id().type())).show(opened, receipt);
    }

    private static ResponseEntity<Object> response(
            Answer answer, AppendReceipt receipt, HttpHeaders headers, Supplier<Object> resource) {
        headers.set(Headers.POSITION, Long.toString(receipt.lastPosition()));
        return switch (answer) {
            case Done done -> response(HttpStatus.NO_CONTENT, headers, done.version(), null);
            case Opened opened when opened.created() -> {
                headers.setLocation(location(opened.id()));
                yield response(HttpStatus.CREATED, headers, opened.version(), resource.get());
            }
            case Opened opened ->
                    response(HttpStatus.OK, headers, opened.version(), resource.get());
            case Appended appended ->
                    response(
                            appended.written() ? HttpStatus.CREATED : HttpStatus.OK,
                            headers,
                            appended.version(),
                            messages(appended, receipt));
            case Ended ended ->
                    response(
                            HttpStatus.OK,
                            headers,
                            ended.version(),
                            new EndedSession(ended.sessionId(), Status.ENDED, ended.turnCount()));
            case KeyMade made -> {
                headers.setLocation(URI.create("/v1/admin/keys/" + made.keyId()));
                headers.setCacheControl(CacheControl.noStore());
                yield response(
                        HttpStatus.CREATED, headers, made.tenant().version(), resource.get());
            }
            case CleanedUp done ->
                    response(HttpStatus.OK, headers, null, new CleanupResult(done.expired()));
        };
    }

    private static ResponseEntity<Object> response(
            HttpStatus status, HttpHeaders headers, @Nullable Long version, @Nullable Object body) {
        if (version != null) {
            headers.setETag(Headers.etag(version));
        }
        return new ResponseEntity<>(body, headers, status);
    }

    private static URI location(AggregateId id) {
        return URI.create("/v1/" + id.type() + "s/" + id.id());
    }

    private static AppendedMessages messages(Appended appended, AppendReceipt receipt) {
        return new AppendedMessages(
                appended.messages().stream().map(place -> message(place, receipt)).toList(),
                appended.turnCount(),
                appended.compactionDue());
    }

    private static AppendedMessages.Message message(Appended.Place place, AppendReceipt receipt) {
        Long known = place.position();
        return new AppendedMessages.Message(
                place.messageId(),
                place.sequence(),
                known == null ? receipt.firstPosition() + place.offset() : known);
    }
}
