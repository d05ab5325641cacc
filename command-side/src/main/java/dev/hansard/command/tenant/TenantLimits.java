package dev.hansard.command.tenant;

/**
 * How much a tenant may have.
 *
 * @param keys that are of use at once
 * @param allowedUsers on its list
 * @param selectorLength the longest agent, tag or content hash of a result, in characters
 */
public record TenantLimits(int keys, int allowedUsers, int selectorLength) {}
