/** Where the views in memory begin after a start, in tables. */
@NullMarked
package dev.hansard.query.checkpoint;

import org.jspecify.annotations.NullMarked;
