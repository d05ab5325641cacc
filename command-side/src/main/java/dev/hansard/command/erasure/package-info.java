/** The erasure of users: from the request to the receipt. */
@NullMarked
package dev.hansard.command.erasure;

import org.jspecify.annotations.NullMarked;
