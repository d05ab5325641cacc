/**
 * The log as Axon sees it: storage engine, event store with streams that commits wake, and the
 * serializer for payloads with names and revisions of their own.
 */
@NullMarked
package dev.hansard.eventstore.axon;

import org.jspecify.annotations.NullMarked;
