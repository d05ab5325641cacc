/** What controllers are given: the envelope of a command or a query. */
@NullMarked
package dev.hansard.edge.request;

import org.jspecify.annotations.NullMarked;
