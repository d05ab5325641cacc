/** The user: the current session and how another takes its place, state for good, the profile. */
@NullMarked
package dev.hansard.command.user;

import org.jspecify.annotations.NullMarked;
