/**
 * An event store on PostgreSQL: one gapless order over all nodes, a hash chain per tenant, and
 * consumers woken by the commit. It knows no word about conversations.
 *
 * <p><b>Writing.</b> An {@link dev.hansard.eventstore.Appender} takes a {@link
 * dev.hansard.eventstore.PendingAppend}, all that one command wants, through one transaction: it
 * takes the append lock, reads what stands ({@code LogState}), lets the append in or refuses it
 * ({@code Batch}), writes rows, heads and the kept answer ({@code BatchWriter}), commits, and tells
 * the {@link dev.hansard.eventstore.CommitSignal}. The transaction takes a list of appends and
 * refuses losers one by one: the place for a writer that puts many commands into one commit. If the
 * answer to a commit is lost, {@code CommitLookup} finds out what happened.
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
