/** How long it takes until very many things that are due at once have expired. */
@NullMarked
package dev.hansard.benchmarks.expiry;

import org.jspecify.annotations.NullMarked;
