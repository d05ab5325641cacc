/**
 * What keeps contents from who has the database alone: a data key for each user, sealed with an
 * envelope key from outside of the database.
 */
@NullMarked
package dev.hansard.eventstore.seal;

import org.jspecify.annotations.NullMarked;
