/** Rebuilds of views as jobs. */
@NullMarked
package dev.hansard.query.rebuild;

import org.jspecify.annotations.NullMarked;
