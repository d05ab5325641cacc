/** A real database for tests of this and other modules, and what makes the store easy to drive. */
package dev.hansard.eventstore.testing;
