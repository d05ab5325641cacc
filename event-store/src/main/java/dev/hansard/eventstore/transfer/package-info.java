/** Takes events out of the store as a file, in plain, and brings them in again. */
@NullMarked
package dev.hansard.eventstore.transfer;

import org.jspecify.annotations.NullMarked;
