package dev.hansard.command.tenant;

/**
 * How much a tenant may have.
 *
 * @param keys that are of use at once
 * @param allowedUsers on its list
 */
public record TenantLimits(int keys, int allowedUsers) {}
