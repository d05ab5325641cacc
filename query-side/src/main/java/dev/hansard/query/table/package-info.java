/** Shared tables: written by one node at a time, each with its position in the same transaction. */
@NullMarked
package dev.hansard.query.table;

import org.jspecify.annotations.NullMarked;
