package dev.hansard.eventstore.chain;

import dev.hansard.eventstore.CommitSignal;
import dev.hansard.proof.SignedHead;

import java.time.Duration;
import java.util.Optional;

/** Waits for signatures that some node makes soon. */
public final class Signatures {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final HeadTable heads;
    private final CommitSignal signal;

    public Signatures(HeadTable heads, CommitSignal signal) {
        this.heads = heads;
        this.signal = signal;
    }

    /**
     * The last signed head of a tenant.
     *
     * @param signed empty if nothing of the tenant is signed
     * @param position up to which it covers every event of the tenant
     */
    public record Covering(Optional<SignedHead> signed, long position) {

        /** Of the last event that is covered; 0 for none. */
        public long tenantSequence() {
            return signed.map(SignedHead::tenantSequence).orElse(0L);
        }
    }

    /**
     * Waits until every event of a tenant up to a position is covered, or the time is over.
     *
     * @return what is covered then
     */
    public Covering await(String tenant, long position, Duration timeout)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Covering last = last(tenant);
        while (last.position() < position && System.nanoTime() - deadline < 0) {
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
