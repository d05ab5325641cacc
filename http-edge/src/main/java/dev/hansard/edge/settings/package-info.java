/** The settings of the HTTP edge: the operator key, the limits and the times to live. */
@NullMarked
package dev.hansard.edge.settings;

import org.jspecify.annotations.NullMarked;
