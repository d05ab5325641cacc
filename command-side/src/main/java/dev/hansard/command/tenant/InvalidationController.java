package dev.hansard.command.tenant;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Refusal;
import dev.hansard.api.tenant.ResultSelector;
import dev.hansard.api.tenant.ResultSelector.By;
import dev.hansard.api.tenant.TenantCommand.InvalidateResults;
import dev.hansard.command.dispatch.Answer.Done;
import dev.hansard.command.dispatch.Commands;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.CommandRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.stream.Stream;

/**
 * Makes cached results of no use. Which there are is not known on this side: an invalidation of
 * nothing is one too. It reaches what the caller may see, and happens as often as it is asked for,
 * whatever the idempotency key.
 */
@RestController
final class InvalidationController {

    private final Commands commands;

    InvalidationController(Commands commands) {
        this.commands = commands;
    }

    record Invalidation(
            @Nullable String agent,
            @Nullable String tag,
            @Nullable String contentHash,
            @Nullable Boolean all) {

        ResultSelector selector(@Nullable String userId) {
            List<ResultSelector> named =
                    Stream.of(
                                    new ResultSelector(By.AGENT, agent, userId),
                                    new ResultSelector(By.TAG, tag, userId),
                                    new ResultSelector(By.CONTENT_HASH, contentHash, userId))
                            .filter(selector -> selector.value() != null)
                            .toList();
            if (named.size() + (all == null ? 0 : 1) != 1) {
                throw Refusal.invalid("", "must have one of agent, tag, contentHash and all");
            }
            if (Boolean.FALSE.equals(all)) {
                throw Refusal.invalid("/all", "must be true");
            }
            return named.isEmpty() ? new ResultSelector(By.ALL, null, userId) : named.getFirst();
        }
    }

    @PostMapping("/v1/results/invalidate")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> invalidate(@RequestBody Invalidation body, CommandRequest request) {
        return invalidate(body.selector(request.caller().boundUser()), request);
    }

    @DeleteMapping("/v1/results/{resultKey}")
    @Allowed(Permission.COMMAND)
    ResponseEntity<Object> remove(@PathVariable String resultKey, CommandRequest request) {
        String userId = request.caller().boundUser();
        return invalidate(new ResultSelector(By.KEY, resultKey, userId), request);
    }

    private ResponseEntity<Object> invalidate(ResultSelector selector, CommandRequest request) {
        AggregateId tenant = AggregateId.tenant(request.tenant());
        return commands.handle(
                request.everyTime(),
                new InvalidateResults(tenant, selector, request.now()),
                change -> new Done(null));
    }
}
