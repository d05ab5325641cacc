package dev.hansard.command.tenant;

import static java.util.Objects.requireNonNullElse;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.AllowList;
import dev.hansard.api.tenant.ResultSelector;
import dev.hansard.api.tenant.ResultSelector.By;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.api.tenant.TenantCommand;
import dev.hansard.api.tenant.TenantCommand.CreateKey;
import dev.hansard.api.tenant.TenantCommand.InvalidateResults;
import dev.hansard.api.tenant.TenantCommand.RevokeKey;
import dev.hansard.api.tenant.TenantCommand.SetAllowList;
import dev.hansard.api.tenant.TenantCommand.SetSettings;
import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.api.tenant.TenantEvent.AllowListSet;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.api.tenant.TenantEvent.KeyRevoked;
import dev.hansard.api.tenant.TenantEvent.ResultsInvalidated;
import dev.hansard.api.tenant.TenantEvent.SettingsSet;
import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;

import java.util.List;

/** The rules of a tenant: what follows from a command, or why it is refused. */
public final class TenantDecider {

    private static final int LONGEST_NAME = 128;
    private static final int MOST_PER_SECOND = 1_000_000;

    private final TenantLimits limits;
    private final TenantSettings server;

    /**
     * @param limits how much a tenant may have
     * @param server those of the server: its own limits may not be above them
     */
    public TenantDecider(TenantLimits limits, TenantSettings server) {
        this.limits = limits;
        this.server = server;
    }

    /**
     * The events that a command makes; none when there is nothing to write.
     *
     * @throws Refusal when the command breaks a rule
     */
    public List<TenantEvent> decide(TenantCommand command, Tenant state) {
        return switch (command) {
            case CreateKey create -> create(create, state);
            case RevokeKey revoke -> revoke(revoke, state);
            case SetAllowList set -> setAllowList(set, state);
            case SetSettings set -> setSettings(set, state);
            case InvalidateResults invalidate -> invalidate(invalidate.selector());
        };
    }

    private List<TenantEvent> create(CreateKey create, Tenant state) {
        create.expected().check(state.version());
        operatorsKeysAreOfTheStoreAndNoOthersAre(create);
        onlySomebodyWhoActsForAUserIsBoundToOne(create);
        String name = requireNonNullElse(create.name(), create.keyId());
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid(
                    "/name", "must be 1 to " + LONGEST_NAME + " characters, not all blank");
        }
        Integer perSecond = create.requestsPerSecond();
        if (perSecond != null && (perSecond < 1 || perSecond > MOST_PER_SECOND)) {
            throw Refusal.invalid("/requestsPerSecond", "must be from 1 to " + MOST_PER_SECOND);
        }
        if (state.keysAt(create.now()) >= limits.keys()) {
            throw Refusal.of(
                    ErrorCode.INVALID_REQUEST,
                    "the tenant has " + limits.keys() + " keys, the most it may have; revoke one");
        }
        return List.of(
                new KeyCreated(
                        create.keyId(),
                        create.role(),
                        name,
                        create.userId(),
                        create.hash(),
                        create.expiresAt(),
                        perSecond));
    }

    private static void operatorsKeysAreOfTheStoreAndNoOthersAre(CreateKey create) {
        boolean ofTheStore = create.tenant().tenant().equals(StoreTenant.NAME);
        if (ofTheStore != (create.role() == AccessRole.OPERATOR)) {
            throw Refusal.invalid(
                    "/role", "the tenant " + StoreTenant.NAME + " has the keys of operators only");
        }
    }

    private static void onlySomebodyWhoActsForAUserIsBoundToOne(CreateKey create) {
        boolean overUsers =
                create.role() == AccessRole.ADMIN || create.role() == AccessRole.OPERATOR;
        if (overUsers && create.userId() != null) {
            throw Refusal.invalid(
                    "/userId", "a key of the role " + create.role().wireName() + " sees all users");
        }
    }

    private static List<TenantEvent> revoke(RevokeKey revoke, Tenant state) {
        if (!state.hasKey(revoke.keyId(), revoke.now())) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "the tenant has no such key");
        }
        revoke.expected().check(state.version());
        return List.of(new KeyRevoked(revoke.keyId()));
    }

    private List<TenantEvent> setAllowList(SetAllowList set, Tenant state) {
        set.expected().check(state.version());
        onlyATenantWithUsersHas(set);
        AllowList list = set.list();
        if (list.users().size() > limits.allowedUsers()) {
            throw Refusal.at(
                    ErrorCode.TOO_LARGE,
                    "/users",
                    "must not have more than " + limits.allowedUsers() + " users");
        }
        return list.equals(state.allowList())
                ? List.of()
                : List.of(new AllowListSet(list.mode(), list.users()));
    }

    private List<TenantEvent> setSettings(SetSettings set, Tenant state) {
        set.expected().check(state.version());
        onlyATenantWithUsersHas(set);
        TenantSettings settings = set.settings();
        settings.limits().forEach(this::aTenantMayOnlyLowerALimit);
        return settings.equals(state.settings()) ? List.of() : List.of(new SettingsSet(settings));
    }

    private void aTenantMayOnlyLowerALimit(TenantLimit limit, int value) {
        int most = server.limit(limit);
        if (value < limit.least() || value > most) {
            throw Refusal.invalid(
                    "/limits/" + limit.wireName(),
                    "must be from %d to %d".formatted(limit.least(), most));
        }
    }

    private static void onlyATenantWithUsersHas(TenantCommand set) {
        if (set.tenant().tenant().equals(StoreTenant.NAME)) {
            throw Refusal.of(
                    ErrorCode.INVALID_REQUEST, "the tenant " + StoreTenant.NAME + " has no users");
        }
    }

    /** Also when the last event said the same: it is about what was stored since. */
    private List<TenantEvent> invalidate(ResultSelector selector) {
        String value = selector.value();
        if (value != null
                && selector.by() != By.KEY
                && !ResultSelector.isValue(value, limits.selectorLength())) {
            throw Refusal.invalid(
                    "/" + selector.by().wireName(),
                    "must be 1 to " + limits.selectorLength() + " characters, not all blank");
        }
        return List.of(new ResultsInvalidated(selector.by(), value, selector.userId()));
    }
}
