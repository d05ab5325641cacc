/** Tables that a tenant's users share, and their entries. */
@NullMarked
package dev.hansard.query.entry;

import org.jspecify.annotations.NullMarked;
