package dev.hansard.command.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.eventstore.AppendContext.Idempotency;
import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.IdempotencyKeyTakenException;
import dev.hansard.eventstore.KeptAnswer;
import dev.hansard.eventstore.KeptAnswers;
import dev.hansard.eventstore.OutcomeUnknownException;
import dev.hansard.eventstore.OverloadedException;
import dev.hansard.eventstore.StoreUnavailableException;
import dev.hansard.tenancy.SettingsInEffect;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where controllers hand in their commands: a request is carried out once, and answered the same
 * way as often as it is repeated with its idempotency key.
 */
public final class Commands {

    private final Dispatcher dispatcher;
    private final Appender appender;
    private final EventLog log;
    private final KeptAnswers keptAnswers;
    private final SettingsInEffect settings;
    private final Responses responses;

    public Commands(
            Dispatcher dispatcher,
            Appender appender,
            EventLog log,
            KeptAnswers keptAnswers,
            SettingsInEffect settings,
            Responses responses) {
        this.dispatcher = dispatcher;
        this.appender = appender;
        this.log = log;
        this.keptAnswers = keptAnswers;
        this.settings = settings;
        this.responses = responses;
    }

    /** What a request does, when it is not a repetition. */
    @FunctionalInterface
    public interface Work {
        Outcome run(Execution execution);
    }

    /** Carries out a request that is one command and shows no resource. */
    public <R> ResponseEntity<Object> handle(
            CommandRequest request, Object command, Function<R, Answer> answer) {
        return handle(request, execution -> execution.dispatch(Order.of(command, answer)));
    }

    /**
     * Carries out a request, or repeats its answer. Nobody looks for that before: the append
     * refuses a repetition, and whatever else becomes of one is no answer.
     *
     * @param work does nothing that lasts but in its one append
     */
    public ResponseEntity<Object> handle(CommandRequest request, Work work) {
        Idempotency idempotency = idempotency(request);
        Outcome outcome;
        try {
            outcome = work.run(execution(request, idempotency));
        } catch (IdempotencyKeyTakenException e) {
            return replay(e.kept(), request);
        } catch (OverloadedException | StoreUnavailableException | OutcomeUnknownException e) {
            throw e;
        } catch (RuntimeException e) {
            return replay(kept(idempotency).orElseThrow(() -> e), request);
        }
        return responses.first(outcome);
    }

    /** The same for work that does more than its append: only if there is no answer yet. */
    public ResponseEntity<Object> handleUnlessAnswered(CommandRequest request, Work work) {
        return kept(idempotency(request))
                .map(kept -> replay(kept, request))
                .orElseGet(() -> handle(request, work));
    }

    private Execution execution(CommandRequest request, @Nullable Idempotency idempotency) {
        return new Execution(
                dispatcher, appender, log, request, settings.of(request.tenant()), idempotency);
    }

    private Optional<KeptAnswer> kept(@Nullable Idempotency idempotency) {
        return idempotency == null
                ? Optional.empty()
                : keptAnswers.keptAnswer(idempotency.tenant(), idempotency.key());
    }

    private ResponseEntity<Object> replay(KeptAnswer kept, CommandRequest request) {
        if (!MessageDigest.isEqual(kept.requestHash(), requestHash(request))) {
            throw Refusal.of(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "the key was used for another request; take a new one for each request");
        }
        return responses.replay(AnswerFormat.read(kept.answer()), kept.receipt());
    }

    private static @Nullable Idempotency idempotency(CommandRequest request) {
        String key = request.idempotencyKey();
        return key == null ? null : new Idempotency(request.tenant(), key, requestHash(request));
    }

    /** The same request by somebody who sees another user only is another request. */
    private static byte[] requestHash(CommandRequest request) {
        String boundUser = request.caller().boundUser();
        if (boundUser == null) {
            return request.requestHash();
        }
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(request.requestHash());
            return hash.digest(boundUser.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
