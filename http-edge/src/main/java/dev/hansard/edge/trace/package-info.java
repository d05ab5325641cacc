/** The correlation id that a request's log lines, events and answer share. */
@NullMarked
package dev.hansard.edge.trace;

import org.jspecify.annotations.NullMarked;
