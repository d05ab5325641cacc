/** What goes on in sessions and conversations, as each node sees it in the log. */
@NullMarked
package dev.hansard.command.activity;

import org.jspecify.annotations.NullMarked;
