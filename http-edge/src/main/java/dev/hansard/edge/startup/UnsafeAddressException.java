package dev.hansard.edge.startup;

/** The refusal to listen on an address that others can reach while no key is set. */
final class UnsafeAddressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsafeAddressException(String address) {
        super(
                "server.address=%s can be reached from other machines, but no key is set"
                        .formatted(address));
    }
}
