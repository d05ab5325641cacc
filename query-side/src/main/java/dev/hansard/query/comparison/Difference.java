package dev.hansard.query.comparison;

import dev.hansard.api.AggregateId;

import org.jspecify.annotations.Nullable;

/**
 * Where a read model is not what the log says. Names only: nothing of what was said or is kept.
 *
 * @param view the read model
 * @param userId whose it is; null for what belongs to no user
 * @param id of the thing in its tenant: type and id
 * @param position up to which both were looked at
 * @param difference what differs
 */
public record Difference(
        String view, @Nullable String userId, String id, long position, String difference) {

    /**
     * One of an aggregate or of something in it.
     *
     * @param owner whose it is, if it is not about a user
     */
    public static Difference of(
            String view, AggregateId id, @Nullable String owner, long position, String difference) {
        return new Difference(
                view,
                id.type().equals(AggregateId.USER) ? id.id() : owner,
                id.type() + "/" + id.id(),
                position,
                difference);
    }
}
