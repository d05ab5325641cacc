/** Exports and imports as options of the program, without a server beside them. */
@NullMarked
package dev.hansard.allinone.transfer;

import org.jspecify.annotations.NullMarked;
