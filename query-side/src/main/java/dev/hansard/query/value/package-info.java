/** Values by name: what users and tables keep, and where in the log the newest of each stands. */
@NullMarked
package dev.hansard.query.value;

import org.jspecify.annotations.NullMarked;
