package dev.hansard.query.proof;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.chain.HeadTable;
import dev.hansard.eventstore.chain.SignedHead;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.LogGate;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The last signed head of a tenant: whoever keeps it can prove later what was before it. */
@RestController
final class HeadController {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final LogGate gate;
    private final HeadTable heads;
    private final CommitSignal signal;

    HeadController(LogGate gate, HeadTable heads, CommitSignal signal) {
        this.gate = gate;
        this.heads = heads;
        this.signal = signal;
    }

    /**
     * As it is answered.
     *
     * @param head in hexadecimal
     * @param signature in base64
     * @param publicKey X.509 SubjectPublicKeyInfo in base64
     */
    record Head(
            String tenant,
            long tenantSequence,
            String head,
            Instant signedAt,
            String signature,
            String publicKey) {}

    /** Waits for a signature, as other queries wait for a view. */
    @GetMapping("/v1/audit/head")
    @Allowed(Permission.AUDIT)
    ResponseEntity<Head> head(QueryRequest query) throws InterruptedException {
        query.caller().requireUnbound();
        gate.await(query);
        long deadline = System.nanoTime() + query.timeout().toNanos();
        Optional<SignedHead> last = heads.last(query.tenant());
        long covered = covered(query.tenant(), last);
        while (covered < query.minPosition()) {
            if (System.nanoTime() - deadline >= 0) {
                throw Refusal.of(ErrorCode.READ_MODEL_BEHIND, "signed up to position " + covered);
            }
            signal.awaitPast(signal.head(), LOOK_AGAIN);
            last = heads.last(query.tenant());
            covered = covered(query.tenant(), last);
        }
        SignedHead signed =
                last.orElseThrow(
                        () -> Refusal.of(ErrorCode.NOT_FOUND, "nothing of the tenant is signed"));
        return Answers.at(covered, answer(signed));
    }

    private long covered(String tenant, Optional<SignedHead> last) {
        return heads.coversUpTo(tenant, last.map(SignedHead::tenantSequence).orElse(0L));
    }

    private Head answer(SignedHead signed) {
        Base64.Encoder base64 = Base64.getEncoder();
        byte[] key =
                heads.publicKey(signed.keyId())
                        .orElseThrow(() -> new IllegalStateException("a public key is gone"));
        return new Head(
                signed.tenant(),
                signed.tenantSequence(),
                signed.headText(),
                signed.signedAt(),
                base64.encodeToString(signed.signature()),
                base64.encodeToString(key));
    }
}
