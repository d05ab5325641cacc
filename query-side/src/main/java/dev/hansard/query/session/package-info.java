/** Sessions, their state, and each user's current one. */
@NullMarked
package dev.hansard.query.session;

import org.jspecify.annotations.NullMarked;
