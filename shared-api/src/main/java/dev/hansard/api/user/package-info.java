/** The user: what may be asked of it and what can have happened to it. */
@NullMarked
package dev.hansard.api.user;

import org.jspecify.annotations.NullMarked;
