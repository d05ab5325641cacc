package dev.hansard.edge.settings;

import dev.hansard.api.Ttl;
import dev.hansard.api.tenant.Lifetime;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.Map;

/**
 * How long things live where neither a request nor its tenant says. The same on every node: the
 * command side takes them, the query side shows them.
 *
 * @param session idle time after which a session expires
 * @param conversation idle time after which a conversation expires
 * @param state how long a key of a session's state is there after it was set
 * @param userState how long a key of a user's state is there after it was set
 * @param entry how long an entry of a table is there after it was put
 * @param result how long a cached result is there after it was stored
 */
@ConfigurationProperties("hansard.ttl")
public record TtlSettings(
        @DefaultValue("PT1H") Ttl session,
        @DefaultValue("PT24H") Ttl conversation,
        @DefaultValue("never") Ttl state,
        @DefaultValue("never") Ttl userState,
        @DefaultValue("never") Ttl entry,
        @DefaultValue("PT5M") Ttl result) {

    /** All of them. */
    public Map<Lifetime, Ttl> byLifetime() {
        return Map.of(
                Lifetime.SESSION, session,
                Lifetime.CONVERSATION, conversation,
                Lifetime.STATE, state,
                Lifetime.USER_STATE, userState,
                Lifetime.ENTRY, entry,
                Lifetime.RESULT, result);
    }
}
