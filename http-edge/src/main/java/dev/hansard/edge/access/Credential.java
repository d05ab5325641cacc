package dev.hansard.edge.access;

import org.jspecify.annotations.Nullable;

/**
 * What an API key stands for.
 *
 * @param keyId names the key without giving it away
 * @param tenant the tenant it belongs to; null for an operator's, which may name any
 * @param boundUser the only user it may see, or null for all
 */
public record Credential(
        String keyId, AccessRole role, @Nullable String tenant, @Nullable String boundUser) {}
