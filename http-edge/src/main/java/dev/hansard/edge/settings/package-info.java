/** The settings of the HTTP edge: the operator key and the limits. */
@NullMarked
package dev.hansard.edge.settings;

import org.jspecify.annotations.NullMarked;
