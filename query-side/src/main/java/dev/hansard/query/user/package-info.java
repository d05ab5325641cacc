/** What is remembered of users: their state and their profiles. */
@NullMarked
package dev.hansard.query.user;

import org.jspecify.annotations.NullMarked;
