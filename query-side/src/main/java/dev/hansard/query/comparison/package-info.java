/** Read models held against a cold replay of the log. */
@NullMarked
package dev.hansard.query.comparison;

import org.jspecify.annotations.NullMarked;
