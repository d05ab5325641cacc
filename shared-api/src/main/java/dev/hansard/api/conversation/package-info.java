/** The conversation: what may be asked of it, what can have happened to it, what is shown of it. */
@NullMarked
package dev.hansard.api.conversation;

import org.jspecify.annotations.NullMarked;
