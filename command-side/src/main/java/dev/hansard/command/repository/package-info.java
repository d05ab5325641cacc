/**
 * Where aggregates come from: memory, or else their newest snapshot and the events after it; and
 * what keeps a decision from resting on memory that another node has outdated.
 */
@NullMarked
package dev.hansard.command.repository;

import org.jspecify.annotations.NullMarked;
