/** The event store as Spring beans, for those who have Spring. */
@NullMarked
package dev.hansard.eventstore.spring;

import org.jspecify.annotations.NullMarked;
