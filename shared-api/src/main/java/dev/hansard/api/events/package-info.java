/**
 * The storage format of events: stable type names and revisions, and the upcasters between them.
 */
@NullMarked
package dev.hansard.api.events;

import org.jspecify.annotations.NullMarked;
