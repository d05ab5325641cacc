package dev.hansard.query.proof;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.eventstore.chain.Signatures;
import dev.hansard.eventstore.chain.Signatures.Covering;

import java.time.Duration;

/** The door to what is signed: it opens when a head covers a position. */
final class SignedGate {

    private final Signatures signatures;

    SignedGate(Signatures signatures) {
        this.signatures = signatures;
    }

    /**
     * Waits until a head covers every event of a tenant up to a position.
     *
     * @throws Refusal {@link ErrorCode#READ_MODEL_BEHIND} if none does in time
     */
    Covering await(String tenant, long position, Duration timeout) throws InterruptedException {
        Covering covering = signatures.await(tenant, position, timeout);
        if (covering.position() < position) {
            throw Refusal.of(
                    ErrorCode.READ_MODEL_BEHIND, "signed up to position " + covering.position());
        }
        return covering;
    }
}
