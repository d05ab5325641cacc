/** Client JSON, kept exactly as it was sent. */
@NullMarked
package dev.hansard.api.json;

import org.jspecify.annotations.NullMarked;
