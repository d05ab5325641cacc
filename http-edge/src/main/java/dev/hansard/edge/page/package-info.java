/** Pages and the cursors between them. */
@NullMarked
package dev.hansard.edge.page;

import org.jspecify.annotations.NullMarked;
