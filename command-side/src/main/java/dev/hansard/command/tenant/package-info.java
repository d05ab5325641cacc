/** The tenant: its keys and who may come in, how they are changed, and the first key of all. */
@NullMarked
package dev.hansard.command.tenant;

import org.jspecify.annotations.NullMarked;
