/** Every refusal and failure as one problem document. */
@NullMarked
package dev.hansard.edge.errors;

import org.jspecify.annotations.NullMarked;
