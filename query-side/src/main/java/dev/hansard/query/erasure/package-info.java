/** How far the erasure of a user is. */
@NullMarked
package dev.hansard.query.erasure;

import org.jspecify.annotations.NullMarked;
