/** The body on its way in: measured, bounded, hashed. */
@NullMarked
package dev.hansard.edge.body;

import org.jspecify.annotations.NullMarked;
