package dev.hansard.command.dispatch;

import dev.hansard.eventstore.AppendReceipt;

import org.jspecify.annotations.Nullable;

/**
 * A command that was handled, with its events on disk.
 *
 * @param <R> what its handler returns
 * @param receipt the place of its events; null when it had nothing to write
 */
public record Handled<R>(R result, Answer answer, @Nullable AppendReceipt receipt) {}
