/** JSON bodies, read strictly and without losing anything of a client's own values. */
@NullMarked
package dev.hansard.edge.json;

import org.jspecify.annotations.NullMarked;
