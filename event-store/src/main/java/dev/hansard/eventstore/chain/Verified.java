package dev.hansard.eventstore.chain;

import org.jspecify.annotations.Nullable;

/**
 * What a verification has found out about a tenant's events.
 *
 * @param eventsChecked those that are as they were recorded; all, unless one is bad
 * @param firstBadPosition the first position that is not as it was recorded; null if none
 * @param problem what is wrong there; null if nothing
 * @param unsignedEvents those after the last signed head, for which nobody vouches yet
 * @param head of the chain as it was made anew, in hexadecimal; null if something is bad
 * @param keysTrusted whether the keys that vouch are known outside of the database
 */
public record Verified(
        long eventsChecked,
        @Nullable Long firstBadPosition,
        @Nullable String problem,
        long unsignedEvents,
        @Nullable String head,
        boolean keysTrusted) {}
