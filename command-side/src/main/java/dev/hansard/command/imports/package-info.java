/** Tenants that come from another store. */
@NullMarked
package dev.hansard.command.imports;

import org.jspecify.annotations.NullMarked;
