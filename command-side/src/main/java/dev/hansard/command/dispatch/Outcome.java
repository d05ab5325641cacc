package dev.hansard.command.dispatch;

import dev.hansard.eventstore.AppendReceipt;

import java.util.function.Supplier;

/**
 * What came of a request: everything that its answer is made of.
 *
 * @param resource what an answer that shows one shows
 */
public record Outcome(Answer answer, AppendReceipt receipt, Supplier<Object> resource) {}
