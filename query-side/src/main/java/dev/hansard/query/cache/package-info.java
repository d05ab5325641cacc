/** Memory that follows the log: bounded by weight, loaded once however many ask. */
@NullMarked
package dev.hansard.query.cache;

import org.jspecify.annotations.NullMarked;
