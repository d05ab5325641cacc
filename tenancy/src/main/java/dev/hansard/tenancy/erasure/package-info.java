/** Users who were erased: what every node lets go of, and how one knows that all have. */
@NullMarked
package dev.hansard.tenancy.erasure;

import org.jspecify.annotations.NullMarked;
