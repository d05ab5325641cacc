/** The events as they happen, to those who listen. */
@NullMarked
package dev.hansard.query.stream;

import org.jspecify.annotations.NullMarked;
