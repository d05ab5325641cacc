/** State by key with its rules, the same for sessions and users. */
@NullMarked
package dev.hansard.command.state;

import org.jspecify.annotations.NullMarked;
