/** The tenant: its keys, who may come in with them, and what it no longer wants to be cached. */
@NullMarked
package dev.hansard.api.tenant;

import org.jspecify.annotations.NullMarked;
