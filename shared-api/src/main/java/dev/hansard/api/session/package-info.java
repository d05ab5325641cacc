/** The session: what may be asked of it, what can have happened to it, what is shown of it. */
@NullMarked
package dev.hansard.api.session;

import org.jspecify.annotations.NullMarked;
