/** Conversations and their last messages: kept in memory, refilled from the log. */
@NullMarked
package dev.hansard.query.conversation;

import org.jspecify.annotations.NullMarked;
