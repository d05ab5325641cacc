package dev.hansard.command.repository;

import org.axonframework.modelling.command.ConcurrencyException;

/** What was decided rests on an aggregate that another node has changed; nothing was written. */
public final class OutdatedException extends ConcurrencyException {

    private static final long serialVersionUID = 1L;

    OutdatedException() {
        super("decided on an aggregate that another node has changed");
    }
}
