/** What an auditor waits for: the history as a stream, and its verification. */
@NullMarked
package dev.hansard.benchmarks.audit;

import org.jspecify.annotations.NullMarked;
