package dev.hansard.query.result;

/**
 * A result in the table, without its body.
 *
 * @param accessCount how often it was found, as far as it was written down
 * @param size bytes of the body
 */
record ResultSummary(long id, ResultHead head, long accessCount, int size) {}
