/** The whole way over HTTP, beside endpoints that do nothing. */
@NullMarked
package dev.hansard.benchmarks.http;

import org.jspecify.annotations.NullMarked;
