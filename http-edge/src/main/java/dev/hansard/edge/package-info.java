/** What the command half and the query half of the HTTP API share. */
@NullMarked
package dev.hansard.edge;

import org.jspecify.annotations.NullMarked;
