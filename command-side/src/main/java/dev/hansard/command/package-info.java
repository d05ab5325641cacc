/** The command side: what it is made of, and the service it is by itself. */
@NullMarked
package dev.hansard.command;

import org.jspecify.annotations.NullMarked;
