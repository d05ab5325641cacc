/**
 * What proves the log: the heads of the tenants' chains are signed and kept in a table and in a
 * file outside of the database, and a verification holds every event against them.
 *
 * <p>{@link dev.hansard.eventstore.chain.HeadSigning} runs beside the writers and never in their
 * way. {@link dev.hansard.eventstore.chain.ChainVerifier} runs wherever somebody asks.
 */
@NullMarked
package dev.hansard.eventstore.chain;

import org.jspecify.annotations.NullMarked;
