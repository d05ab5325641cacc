/**
 * The embedded PostgreSQL of the all-in-one process: real server programs from the class path, one
 * data directory, and a refusal in one line for everything that is not as it should be.
 */
@NullMarked
package dev.hansard.allinone.postgres;

import org.jspecify.annotations.NullMarked;
