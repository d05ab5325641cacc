package dev.hansard.eventstore.seal;

/**
 * Contents cannot be sealed or opened as the settings want it. The message says what is wrong and
 * what cures it, and quotes no key.
 */
public final class SealingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SealingRefusedException(String message) {
        super(message);
    }
}
