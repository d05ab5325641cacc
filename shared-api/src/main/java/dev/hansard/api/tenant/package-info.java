/**
 * The tenant: its keys, who may come in with them, its settings, and what it no longer wants
 * cached.
 */
@NullMarked
package dev.hansard.api.tenant;

import org.jspecify.annotations.NullMarked;
