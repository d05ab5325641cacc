/** Hansard from outside: processes and HTTP, as operators and agents meet it. */
@NullMarked
package dev.hansard.allinone.e2e;

import org.jspecify.annotations.NullMarked;
