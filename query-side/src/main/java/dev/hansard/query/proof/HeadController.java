package dev.hansard.query.proof;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.eventstore.chain.HeadTable;
import dev.hansard.eventstore.chain.Signatures.Covering;
import dev.hansard.proof.SignedHead;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.LogGate;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.Base64;

/** The last signed head of a tenant: whoever keeps it can prove later what was before it. */
@RestController
final class HeadController {

    private final LogGate gate;
    private final SignedGate signedGate;
    private final HeadTable heads;

    HeadController(LogGate gate, SignedGate signedGate, HeadTable heads) {
        this.gate = gate;
        this.signedGate = signedGate;
        this.heads = heads;
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
        Covering covering = signedGate.await(query.tenant(), query.minPosition(), query.timeout());
        SignedHead signed =
                covering.signed()
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                ErrorCode.NOT_FOUND,
                                                "nothing of the tenant is signed"));
        return Answers.at(covering.position(), answer(signed));
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
