package dev.hansard.command.conversation;

import dev.hansard.eventstore.RecordedEvent;

import java.util.List;

/** Messages that are to be appended have ids of inherited ones. */
final class InheritedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<RecordedEvent> events;

    /**
     * @param events what the log has of them
     */
    InheritedException(List<RecordedEvent> events) {
        super("an inherited message has this id", null, false, false);
        this.events = List.copyOf(events);
    }

    List<RecordedEvent> events() {
        return events;
    }
}
