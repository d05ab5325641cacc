/** The tenant: its keys, who may come in with them, and its settings. */
@NullMarked
package dev.hansard.api.tenant;

import org.jspecify.annotations.NullMarked;
