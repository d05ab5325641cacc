package dev.hansard.query.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The answer of a live query as it would have been, with where the log ended then.
 *
 * @param live in the shape of the live answer
 * @param position of the last event that it reflects
 */
record AsOfPosition<T>(@JsonUnwrapped T live, long position) {}
