/** The session: its state, its rules and its Axon shell. */
@NullMarked
package dev.hansard.command.session;

import org.jspecify.annotations.NullMarked;
