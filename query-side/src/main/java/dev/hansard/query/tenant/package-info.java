/** What administrators read of their tenant. */
@NullMarked
package dev.hansard.query.tenant;

import org.jspecify.annotations.NullMarked;
