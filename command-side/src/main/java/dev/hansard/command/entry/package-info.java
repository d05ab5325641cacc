/** Entries of tables: their state, their rules and their Axon shell. */
@NullMarked
package dev.hansard.command.entry;

import org.jspecify.annotations.NullMarked;
