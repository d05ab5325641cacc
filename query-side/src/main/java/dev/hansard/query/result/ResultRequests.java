package dev.hansard.query.result;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.tenant.ResultSelector;
import dev.hansard.edge.access.Caller;
import dev.hansard.edge.json.Limited;
import dev.hansard.edge.request.CheckedIds;
import dev.hansard.edge.settings.Limit;
import dev.hansard.edge.settings.LimitSettings;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The bodies of requests about results. */
final class ResultRequests {

    private ResultRequests() {}

    /** What to find. */
    record Wanted(
            String agent,
            @Limited(Limit.RESULT_REQUEST) Json request,
            @Limited(Limit.RESULT_REQUEST) @Nullable Json permissions,
            @Nullable String contentHash,
            @Nullable String userId) {

        Question question(Caller caller, LimitSettings limits) {
            checkValue("/agent", agent, limits);
            if (contentHash != null) {
                checkValue("/contentHash", contentHash, limits);
            }
            if (userId != null) {
                caller.checkUser(CheckedIds.require("/userId", userId));
            }
            int size = request.size() + (permissions == null ? 0 : permissions.size());
            if (size > limits.bytes(Limit.RESULT_REQUEST)) {
                throw Refusal.at(
                        ErrorCode.TOO_LARGE,
                        "/permissions",
                        "must not be more than "
                                + limits.bytes(Limit.RESULT_REQUEST)
                                + " bytes together with the request");
            }
            return new Question(agent, request, permissions, contentHash, userId);
        }
    }

    /** What to store. */
    record NewResult(
            String agent,
            @Limited(Limit.RESULT_REQUEST) Json request,
            @Limited(Limit.RESULT_REQUEST) @Nullable Json permissions,
            @Nullable String contentHash,
            @Nullable List<String> tags,
            @Limited(Limit.RESULT) Json output,
            @Nullable Ttl ttl,
            @Nullable String userId) {

        Wanted wanted() {
            return new Wanted(agent, request, permissions, contentHash, userId);
        }

        /** Each once, in the order given. */
        List<String> tags(LimitSettings limits) {
            List<String> all = tags == null ? List.of() : tags;
            if (all.size() > limits.resultTags()) {
                throw Refusal.invalid("/tags", "must not have more than " + limits.resultTags());
            }
            for (int i = 0; i < all.size(); i++) {
                checkValue("/tags/" + i, all.get(i), limits);
            }
            return all.stream().distinct().toList();
        }
    }

    private static void checkValue(String pointer, String value, LimitSettings limits) {
        if (!ResultSelector.isValue(value, limits.resultTagLength())) {
            throw Refusal.invalid(
                    pointer,
                    "must be 1 to " + limits.resultTagLength() + " characters, not all blank");
        }
    }
}
