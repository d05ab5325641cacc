/**
 * An Axon event store on PostgreSQL: one gapless order over all nodes, a hash chain per tenant, and
 * consumers woken by the commit. It knows no word about conversations.
 */
@NullMarked
package dev.hansard.eventstore;

import org.jspecify.annotations.NullMarked;
