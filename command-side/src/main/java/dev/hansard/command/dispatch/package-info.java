/** From a request to a command, and from what the command did to an answer that can be kept. */
@NullMarked
package dev.hansard.command.dispatch;

import org.jspecify.annotations.NullMarked;
