/** Results of agents, found again by what was asked: a cache in memory over a table. */
@NullMarked
package dev.hansard.query.result;

import org.jspecify.annotations.NullMarked;
