/** Reading your writes: waiting for the position a query asks for. */
@NullMarked
package dev.hansard.query.reading;

import org.jspecify.annotations.NullMarked;
