/** State by key, whoever keeps it: what of its vocabulary is the same for all. */
@NullMarked
package dev.hansard.api.state;

import org.jspecify.annotations.NullMarked;
