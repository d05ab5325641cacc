/** What the shells of the aggregates share: routing, the time of the record, common rules. */
@NullMarked
package dev.hansard.command.aggregate;

import org.jspecify.annotations.NullMarked;
