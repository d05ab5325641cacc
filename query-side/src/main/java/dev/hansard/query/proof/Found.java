package dev.hansard.query.proof;

import dev.hansard.eventstore.chain.Verified;
import dev.hansard.query.comparison.Difference;
import dev.hansard.query.comparison.Differences;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a verification has found out.
 *
 * @param eventsChecked those that are as they were recorded
 * @param firstBadPosition absent if every event is as it was recorded
 * @param problem what is wrong there
 * @param unsignedEvents those after the last signed head, for which nobody vouches yet
 * @param head of the tenant's chain as it was made anew, in hexadecimal; absent if something is bad
 * @param keysTrusted whether the keys that vouch are known outside of the database
 * @param differenceCount places where a read model is not what the log says
 * @param differences the first of them
 */
record Found(
        long eventsChecked,
        @Nullable Long firstBadPosition,
        @Nullable String problem,
        long unsignedEvents,
        @Nullable String head,
        boolean keysTrusted,
        long differenceCount,
        List<Difference> differences) {

    static Found of(Verified log, Differences models) {
        return new Found(
                log.eventsChecked(),
                log.firstBadPosition(),
                log.problem(),
                log.unsignedEvents(),
                log.head(),
                log.keysTrusted(),
                models.count(),
                models.first());
    }
}
