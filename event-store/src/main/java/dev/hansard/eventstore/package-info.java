/**
 * An event store on PostgreSQL: one gapless order over all nodes, a hash chain per tenant, and
 * consumers woken by the commit. It knows no word about conversations.
 *
 * <p><b>Writing.</b> An {@link dev.hansard.eventstore.Appender} takes a {@link
 * dev.hansard.eventstore.PendingAppend}, all that one command wants; what waits goes into one
 * transaction together ({@code GroupCommit}). It takes the append lock, reads what stands or has
 * foreseen it ({@code LogState}, {@code Foresight}), lets each append in or refuses it ({@code
 * Batch}), writes rows, heads and kept answers and commits ({@code BatchWriter}), and tells the
 * {@link dev.hansard.eventstore.CommitSignal}. If the answer to a commit is lost, {@code
 * CommitLookup} finds out what happened.
 *
 * <p><b>Reading.</b> An {@link dev.hansard.eventstore.EventLog} gives pages of {@link
 * dev.hansard.eventstore.RecordedEvent}s, whose payloads stay closed until somebody asks. A {@link
 * dev.hansard.eventstore.LogFollower} drives a {@link dev.hansard.eventstore.LogView} along the
 * log. What only one node may do runs under a {@link dev.hansard.eventstore.Lease}.
 *
 * <p>What proves the log is the package {@code chain}, Axon's side of it {@code axon}.
 *
 * <p>The user of the database needs nothing but its own tables. Add {@code
 * logServerErrorDetail=false} to the URL, so that the driver never puts values of a row into a
 * message.
 */
@NullMarked
package dev.hansard.eventstore;

import org.jspecify.annotations.NullMarked;
