/** Views made anew from the log, beside the ones that serve. */
@NullMarked
package dev.hansard.query.replay;

import org.jspecify.annotations.NullMarked;
