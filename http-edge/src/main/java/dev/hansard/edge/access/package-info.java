/** Who is calling, for which tenant, and what that caller may do. */
@NullMarked
package dev.hansard.edge.access;

import org.jspecify.annotations.NullMarked;
