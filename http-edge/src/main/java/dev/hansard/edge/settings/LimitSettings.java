package dev.hansard.edge.settings;

import dev.hansard.api.tenant.TenantLimit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.util.Arrays;
import java.util.Map;

/**
 * How much one request may bring. Sizes count bytes of compact UTF-8, without white space.
 *
 * @param requestBody the largest body of a request, as sent
 * @param message the largest message
 * @param messagesPerCommand the most messages in one command
 * @param stateValue the largest value of one state key
 * @param sessionState the most that all state of one session may take, and all of one user
 * @param sessionStateKeys the most state keys of one session, and of one user
 * @param profile the largest profile of a user
 * @param metadata the largest metadata of a session or conversation
 * @param preferences the largest preferences of a session
 * @param summary the largest summary of a compaction
 * @param tableValue the largest value of a table entry
 * @param entriesPerCommand the most table entries in one command
 * @param result the largest stored result
 * @param resultTags the most tags of one result
 * @param resultTagLength the longest tag, agent or content hash of a result, in characters
 * @param resultRequest the most that request and permissions of a result may take together
 */
@ConfigurationProperties("hansard.limits")
public record LimitSettings(
        @DefaultValue("8MB") DataSize requestBody,
        @DefaultValue("1MB") DataSize message,
        @DefaultValue("100") int messagesPerCommand,
        @DefaultValue("256KB") DataSize stateValue,
        @DefaultValue("1MB") DataSize sessionState,
        @DefaultValue("1000") int sessionStateKeys,
        @DefaultValue("256KB") DataSize profile,
        @DefaultValue("16KB") DataSize metadata,
        @DefaultValue("16KB") DataSize preferences,
        @DefaultValue("256KB") DataSize summary,
        @DefaultValue("1MB") DataSize tableValue,
        @DefaultValue("1000") int entriesPerCommand,
        @DefaultValue("4MB") DataSize result,
        @DefaultValue("32") int resultTags,
        @DefaultValue("128") int resultTagLength,
        @DefaultValue("256KB") DataSize resultRequest) {

    private static final DataSize LARGEST = DataSize.ofMegabytes(1024);

    /**
     * @throws IllegalArgumentException if a limit is not above zero, or a size above 1 GiB
     */
    public LimitSettings {
        requireCount("messages-per-command", messagesPerCommand);
        requireCount("session-state-keys", sessionStateKeys);
        requireCount("entries-per-command", entriesPerCommand);
        requireCount("result-tags", resultTags);
        requireCount("result-tag-length", resultTagLength);
        requireSize("request-body", requestBody);
        requireSize("message", message);
        requireSize("state-value", stateValue);
        requireSize("session-state", sessionState);
        requireSize("profile", profile);
        requireSize("metadata", metadata);
        requireSize("preferences", preferences);
        requireSize("summary", summary);
        requireSize("table-value", tableValue);
        requireSize("result", result);
        requireSize("result-request", resultRequest);
    }

    /** The size of one kind, in bytes. */
    public int bytes(Limit limit) {
        DataSize size =
                switch (limit) {
                    case MESSAGE -> message;
                    case STATE_VALUE -> stateValue;
                    case PROFILE -> profile;
                    case METADATA -> metadata;
                    case PREFERENCES -> preferences;
                    case SUMMARY -> summary;
                    case TABLE_VALUE -> tableValue;
                    case RESULT -> result;
                    case RESULT_REQUEST -> resultRequest;
                };
        return Math.toIntExact(size.toBytes());
    }

    /** Those that a tenant may lower. */
    public Map<TenantLimit, Integer> ofTenants() {
        return Map.ofEntries(
                Map.entry(TenantLimit.MESSAGE, bytes(Limit.MESSAGE)),
                Map.entry(TenantLimit.MESSAGES_PER_COMMAND, messagesPerCommand),
                Map.entry(TenantLimit.STATE_VALUE, bytes(Limit.STATE_VALUE)),
                Map.entry(TenantLimit.SESSION_STATE, Math.toIntExact(sessionState.toBytes())),
                Map.entry(TenantLimit.SESSION_STATE_KEYS, sessionStateKeys),
                Map.entry(TenantLimit.PROFILE, bytes(Limit.PROFILE)),
                Map.entry(TenantLimit.METADATA, bytes(Limit.METADATA)),
                Map.entry(TenantLimit.PREFERENCES, bytes(Limit.PREFERENCES)),
                Map.entry(TenantLimit.SUMMARY, bytes(Limit.SUMMARY)),
                Map.entry(TenantLimit.TABLE_VALUE, bytes(Limit.TABLE_VALUE)),
                Map.entry(TenantLimit.ENTRIES_PER_COMMAND, entriesPerCommand));
    }

    /** The most values of one kind in one list, or no limit but that of the body. */
    public int count(Limit limit) {
        return switch (limit) {
            case MESSAGE -> messagesPerCommand;
            case TABLE_VALUE -> entriesPerCommand;
            case STATE_VALUE -> sessionStateKeys;
            case PROFILE, METADATA, PREFERENCES, SUMMARY, RESULT, RESULT_REQUEST ->
                    Integer.MAX_VALUE;
        };
    }

    /** The size that no single value may pass, in bytes. */
    public int largestValue() {
        return Arrays.stream(Limit.values()).mapToInt(this::bytes).max().orElseThrow();
    }

    private static void requireCount(String name, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("hansard.limits." + name + " must be at least 1");
        }
    }

    private static void requireSize(String name, DataSize size) {
        if (size.toBytes() < 1 || size.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException(
                    "hansard.limits." + name + " must be from 1B to 1024MB");
        }
    }
}
