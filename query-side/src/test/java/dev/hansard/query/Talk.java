package dev.hansard.query;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.json.Json;

/** One conversation as a command service writes it; messages are m1, m2, … by their sequence. */
public final class Talk {

    private static final Ttl A_DAY = Ttl.parse("PT24H");

    private final Tenant tenant;
    private final AggregateId id;
    private final String user;
    private String session;
    private long last;
    private int turns;

    Talk(Tenant tenant, String conversation, String user, String session) {
        this.tenant = tenant;
        this.id = AggregateId.conversation(tenant.name(), conversation);
        this.user = user;
        this.session = session;
        write(new ConversationCreated(user, session, Json.EMPTY_OBJECT, A_DAY, 20, true));
    }

    public Talk says(String content) {
        return says(Role.USER, "{\"role\":\"user\",\"content\":\"" + content + "\"}");
    }

    public Talk says(Role role, String message) {
        last++;
        turns += role == Role.USER ? 1 : 0;
        return write(new MessageAppended("m" + last, last, role, turns, Json.trusted(message)));
    }

    public Talk saysTimes(int times) {
        for (int i = 0; i < times; i++) {
            says("no " + (last + 1));
        }
        return this;
    }

    /** Takes a message of the user out. */
    public Talk removes(long sequence) {
        return write(new MessageRemoved("m" + sequence, sequence, Role.USER, --turns));
    }

    public Talk clears() {
        turns = 0;
        return write(new ConversationCleared(last));
    }

    public Talk expires() {
        return write(new ConversationExpired(RunningQueryService.CLOCK.instant()));
    }

    public Talk reopens(String newSession) {
        session = newSession;
        turns = 0;
        return write(new ConversationReopened(last, session, Json.EMPTY_OBJECT, A_DAY, 20, true));
    }

    public Talk deletes() {
        return write(new ConversationDeleted());
    }

    public Talk write(ConversationEvent event) {
        tenant.write(id, user, session, event);
        return this;
    }
}
