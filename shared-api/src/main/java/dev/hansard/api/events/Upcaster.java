package dev.hansard.api.events;

import tools.jackson.databind.node.ObjectNode;

import java.util.function.UnaryOperator;

/**
 * One step from a revision of an event to the next. Once released, a step never changes: events of
 * every revision ever written stay readable.
 *
 * @param storedName the type it reads, see {@link EventType#storedName}
 * @param from the revision it reads; it makes {@code from + 1}
 * @param step changes the fields; may change the node it is given
 */
public record Upcaster(String storedName, int from, UnaryOperator<ObjectNode> step) {}
