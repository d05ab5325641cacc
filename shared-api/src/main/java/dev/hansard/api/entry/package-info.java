/** Entries of tables, which a tenant's users share: what may be asked, happen and be shown. */
@NullMarked
package dev.hansard.api.entry;

import org.jspecify.annotations.NullMarked;
