/** Both sides in one process on an embedded PostgreSQL: what a newcomer starts. */
@NullMarked
package dev.hansard.allinone;

import org.jspecify.annotations.NullMarked;
