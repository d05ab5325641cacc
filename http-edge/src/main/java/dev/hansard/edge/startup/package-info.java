/** What every service starts with: shared defaults, and a safe address to listen on. */
@NullMarked
package dev.hansard.edge.startup;

import org.jspecify.annotations.NullMarked;
