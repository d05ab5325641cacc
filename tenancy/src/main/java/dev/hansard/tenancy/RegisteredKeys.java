package dev.hansard.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.edge.access.ApiKey;
import dev.hansard.edge.access.Credential;
import dev.hansard.edge.access.Credentials;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The made keys. One that is known costs no more than a look into memory, with or without the
 * store. One that is not may have been made on another node a moment ago: then this node asks how
 * far the log is and reads on, for one such key at a time and for each at most once in a while.
 */
final class RegisteredKeys implements Credentials {

    private static final Duration TURN_WITHIN = Duration.ofSeconds(1);
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);
    private static final int MOST_UNKNOWN = 10_000;

    private final TenantGate gate;
    private final KeyUses uses;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();
    private final Cache<String, Boolean> unknown =
            Caffeine.newBuilder().maximumSize(MOST_UNKNOWN).expireAfterWrite(UNKNOWN_FOR).build();

    RegisteredKeys(TenantGate gate, KeyUses uses, Clock clock) {
        this.gate = gate;
        this.uses = uses;
        this.clock = clock;
    }

    @Override
    public @Nullable Credential find(String text) {
        ApiKey key = ApiKey.parse(text);
        if (key == null) {
            return null;
        }
        RegisteredKey registered = registered(key.id());
        Instant now = clock.instant();
        if (registered == null
                || !key.hasHash(registered.created().hash())
                || registered.isOver(now)) {
            return null;
        }
        uses.note(key.id(), registered.tenant(), now);
        return registered.credential();
    }

    private @Nullable RegisteredKey registered(String id) {
        RegisteredKey known = gate.now().find(id);
        return known != null || isKnownAsUnknown(id) ? known : afterReadingOn(id);
    }

    private @Nullable RegisteredKey afterReadingOn(String id) {
        takeTurn();
        try {
            if (isKnownAsUnknown(id)) {
                return null;
            }
            RegisteredKey found = gate.upToDate().find(id);
            if (found == null) {
                unknown.put(id, true);
            }
            return found;
        } finally {
            turn.unlock();
        }
    }

    private boolean isKnownAsUnknown(String id) {
        return unknown.getIfPresent(id) != null;
    }

    private void takeTurn() {
        try {
            if (turn.tryLock(TURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.of(ErrorCode.OVERLOADED, "too many keys that this node does not know");
    }
}
