package dev.hansard.query.proof;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.chain.HeadTable;
import dev.hansard.proof.SignedHead;

import java.time.Duration;
import java.util.Optional;

/** The door to what is signed: it opens when a head covers a position. */
final class HeadGate {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final HeadTable heads;
    private final CommitSignal signal;

    HeadGate(HeadTable heads, CommitSignal signal) {
        this.heads = heads;
        this.signal = signal;
    }

    /**
     * The last signed head of a tenant.
     *
     * @param signed empty if nothing of the tenant is signed
     * @param position up to which it covers every event of the tenant
     */
    record Covering(Optional<SignedHead> signed, long position) {

        /** Of the last event that is covered. */
        long tenantSequence() {
            return signed.map(SignedHead::tenantSequence).orElse(0L);
        }
    }

    /**
     * Waits until a head covers every event of a tenant up to a position.
     *
     * @throws Refusal {@link ErrorCode#READ_MODEL_BEHIND} if none does in time
     */
    Covering await(String tenant, long position, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Covering last = last(tenant);
        while (last.position() < position) {
            if (System.nanoTime() - deadline >= 0) {
                throw Refusal.of(
                        ErrorCode.READ_MODEL_BEHIND, "signed up to position " + last.position());
            }
            signal.awaitPast(signal.head(), LOOK_AGAIN);
            last = last(tenant);
        }
        return last;
    }

    private Covering last(String tenant) {
        Optional<SignedHead> signed = heads.last(tenant);
        return new Covering(
                signed,
                heads.coversUpTo(tenant, signed.map(SignedHead::tenantSequence).orElse(0L)));
    }
}
