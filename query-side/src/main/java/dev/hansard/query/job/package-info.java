/** What runs in the background: each job by one node, seen and cancelled by all. */
@NullMarked
package dev.hansard.query.job;

import org.jspecify.annotations.NullMarked;
