package dev.hansard.command.entry;

import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;

/**
 * How much a command about entries may bring.
 *
 * @param valueBytes one value, in bytes of UTF-8
 * @param entriesPerCommand entries in one command
 */
public record EntryLimits(int valueBytes, int entriesPerCommand) {

    public static final EntryLimits DEFAULT = new EntryLimits(1024 * 1024, 1_000);

    /** Those of a tenant. */
    public static EntryLimits of(TenantSettings settings) {
        return new EntryLimits(
                settings.limit(TenantLimit.TABLE_VALUE),
                settings.limit(TenantLimit.ENTRIES_PER_COMMAND));
    }
}
