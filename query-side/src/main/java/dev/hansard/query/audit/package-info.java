/** The log itself, for auditors. */
@NullMarked
package dev.hansard.query.audit;

import org.jspecify.annotations.NullMarked;
