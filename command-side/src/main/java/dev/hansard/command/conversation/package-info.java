/** The conversation: its state, its rules and its Axon shell. */
@NullMarked
package dev.hansard.command.conversation;

import org.jspecify.annotations.NullMarked;
