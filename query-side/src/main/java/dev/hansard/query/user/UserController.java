package dev.hansard.query.user;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.state.KeyView;
import dev.hansard.api.user.ProfileView;
import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.request.QueryRequest;
import dev.hansard.query.reading.Answers;
import dev.hansard.query.reading.ViewGate;
import dev.hansard.query.value.StateView;
import dev.hansard.query.value.TimedValue;
import dev.hansard.query.value.UserValues;
import dev.hansard.query.value.Values;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.util.Optional;

/**
 * What is read of what is remembered of users. The clock decides here, and only here, which keys
 * are over.
 */
@RestController
final class UserController {

    private final ViewGate gate;
    private final Values values;
    private final Clock clock;

    UserController(ViewGate gate, Values values, Clock clock) {
        this.gate = gate;
        this.values = values;
        this.clock = clock;
    }

    /** Changes by the clock too. A user of whom nothing is known has no state. */
    @GetMapping("/v1/users/{userId}/state")
    @Allowed(Permission.QUERY)
    StateView state(QueryRequest query, @PathVariable String userId, HttpServletResponse http) {
        long position = gate.await(query);
        UserValues user = find(query, userId).orElse(UserValues.NONE);
        return Answers.changing(
                position, user.version(), StateView.of(user.state(), clock.instant()), http);
    }

    @GetMapping("/v1/users/{userId}/state/{key}")
    @Allowed(Permission.QUERY)
    ResponseEntity<KeyView> key(
            QueryRequest query, @PathVariable String userId, @PathVariable String key) {
        long position = gate.await(query);
        TimedValue value =
                find(query, userId)
                        .map(user -> user.state().get(key))
                        .filter(found -> found.isThere(clock.instant()))
                        .orElseThrow(
                                () -> Refusal.of(ErrorCode.NOT_FOUND, "the user has no such key"));
        return Answers.at(position, value.version(), value.view(key));
    }

    @GetMapping("/v1/users/{userId}/profile")
    @Allowed(Permission.QUERY)
    ResponseEntity<ProfileView> profile(QueryRequest query, @PathVariable String userId) {
        long position = gate.await(query);
        TimedValue profile =
                find(query, userId)
                        .map(UserValues::profile)
                        .orElseThrow(
                                () -> Refusal.of(ErrorCode.NOT_FOUND, "the user has no profile"));
        return Answers.at(
                position,
                profile.version(),
                new ProfileView(userId, profile.json(), profile.version()));
    }

    private Optional<UserValues> find(QueryRequest query, String userId) {
        query.caller().checkUser(userId);
        return values.user(AggregateId.user(query.tenant(), userId));
    }
}
