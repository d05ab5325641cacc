/** The query side: views that are functions of the log, and the HTTP half that reads them. */
@NullMarked
package dev.hansard.query;

import org.jspecify.annotations.NullMarked;
