/** The tenant: its keys and who may come in with them. */
@NullMarked
package dev.hansard.api.tenant;

import org.jspecify.annotations.NullMarked;
