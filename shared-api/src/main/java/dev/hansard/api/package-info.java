/** The vocabulary both sides share: ids, time to live, error codes and refusals. */
@NullMarked
package dev.hansard.api;

import org.jspecify.annotations.NullMarked;
