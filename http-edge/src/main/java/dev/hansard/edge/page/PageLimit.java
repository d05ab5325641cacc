package dev.hansard.edge.page;

/**
 * How many items a client wants of a list that has no further pages, as an argument of a controller
 * method.
 *
 * @param limit the most items, 1 to 1,000
 */
public record PageLimit(int limit) {}
