package dev.hansard.edge.startup;

/** The refusal to start without a database. */
final class NoDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoDatabaseException() {
        super("spring.datasource.url is not set: there is no database to work on");
    }
}
