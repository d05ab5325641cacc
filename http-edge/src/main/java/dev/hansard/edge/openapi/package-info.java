/** The OpenAPI document. */
@NullMarked
package dev.hansard.edge.openapi;

import org.jspecify.annotations.NullMarked;
