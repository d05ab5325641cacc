/** What the server does by itself when its time has come: each a sentence. */
@NullMarked
package dev.hansard.command.expiry;

import org.jspecify.annotations.NullMarked;
