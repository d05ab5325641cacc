package dev.hansard.eventstore;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What one command wants checked and kept together with its events, and what it got for them. Bound
 * to the thread that handles the command; the engine takes it up when that thread appends.
 *
 * <p>Not thread-safe: one command, one thread.
 */
public final class AppendContext {

    /** The context of the command this thread handles. */
    private static final ScopedValue<AppendContext> CURRENT = ScopedValue.newInstance();

    /**
     * A client's key for one request: the same key and request within its lifetime are answered
     * from {@link KeptAnswer}, not executed.
     *
     * @param requestHash SHA-256 of what was asked, to tell a retry from a reuse
     */
    public record Idempotency(String tenant, String key, byte[] requestHash) {}

    /**
     * A promise that nothing has happened around a context since somebody looked: the append is
     * refused with {@link NotQuietException} if an event of that context, or of the aggregate of
     * that name, stands after the position.
     */
    public record Quiet(String context, long sincePosition) {}

    private final @Nullable Idempotency idempotency;
    private final List<Quiet> quiet = new ArrayList<>();
    private byte[] answer = new byte[0];
    private @Nullable AppendReceipt receipt;

    public AppendContext(@Nullable Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    /** The context of this thread, or null outside of {@link #run}. */
    public static @Nullable AppendContext current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Runs work whose append belongs to this context. */
    public <T> T run(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    public @Nullable Idempotency idempotency() {
        return idempotency;
    }

    public void requireQuiet(Quiet condition) {
        quiet.add(condition);
    }

    public List<Quiet> quiet() {
        return List.copyOf(quiet);
    }

    /** What to keep for a retry: small, without content or secrets. Set before the append. */
    public void keepAnswer(byte[] answer) {
        this.answer = answer;
    }

    public byte[] answer() {
        return answer;
    }

    /** Called by the engine when the events are on disk. */
    public void committed(AppendReceipt receipt) {
        this.receipt = receipt;
    }

    /** The receipt; null when nothing was appended. */
    public @Nullable AppendReceipt receipt() {
        return receipt;
    }
}
