package dev.hansard.eventstore.chain;

/**
 * Heads cannot be signed as the settings want it. The message says what is wrong and what cures it,
 * and quotes no key.
 */
public final class SigningRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SigningRefusedException(String message) {
        super(message);
    }
}
