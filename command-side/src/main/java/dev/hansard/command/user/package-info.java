/** The user: which session is the current one, and how another one takes its place. */
@NullMarked
package dev.hansard.command.user;

import org.jspecify.annotations.NullMarked;
