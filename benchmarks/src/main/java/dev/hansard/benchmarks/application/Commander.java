package dev.hansard.benchmarks.application;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationCommand.AppendMessages;
import dev.hansard.api.conversation.ConversationCommand.ForkConversation;
import dev.hansard.api.conversation.ConversationCommand.OpenConversation;
import dev.hansard.api.conversation.ConversationDefaults;
import dev.hansard.api.conversation.NewMessage;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.Preferences;
import dev.hansard.api.user.UserCommand.StartSession;
import dev.hansard.command.dispatch.Dispatcher;
import dev.hansard.command.dispatch.Order;
import dev.hansard.command.dispatch.Origin;
import dev.hansard.eventstore.AppendReceipt;
import dev.hansard.eventstore.EnvelopeKeys;

import org.springframework.context.ConfigurableApplicationContext;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Gives commands to an application of this process, as its controllers do: when a call returns, the
 * events are on disk. Thread-safe.
 */
public final class Commander implements AutoCloseable {

    private static final String TENANT = EnvelopeKeys.DEFAULT_TENANT;
    private static final ConversationDefaults DEFAULTS =
            new ConversationDefaults(Ttl.of(Duration.ofHours(24)), 20, true);

    /** As a request has it that comes with a key and is traced. */
    private static final Origin ORIGIN =
            new Origin(
                    Map.of(
                            EnvelopeKeys.ACTOR_KEY_ID, "benchmark",
                            EnvelopeKeys.ACTOR_ROLE, "agent",
                            EnvelopeKeys.CORRELATION_ID, "00f067aa0ba902b74bf92f3577b34da6"));

    /** Where an event stands that another store took. */
    private static final AppendReceipt NOWHERE = new AppendReceipt(0, 0, Instant.EPOCH);

    private final ConfigurableApplicationContext context;
    private final Dispatcher dispatcher;
    private final Clock clock;

    public Commander(ConfigurableApplicationContext context) {
        this.context = context;
        this.dispatcher = context.getBean(Dispatcher.class);
        this.clock = context.getBean(Clock.class);
    }

    /** Starts a conversation with its first messages. */
    public AppendReceipt open(String conversation, String user, List<NewMessage> messages) {
        return send(
                new OpenConversation(
                        AggregateId.conversation(TENANT, conversation),
                        true,
                        user,
                        null,
                        Json.EMPTY_OBJECT,
                        null,
                        null,
                        null,
                        messages,
                        DEFAULTS,
                        ExpectedVersion.ANY,
                        clock.instant()));
    }

    /** Appends one message. */
    public AppendReceipt append(String conversation, NewMessage message) {
        return send(
                new AppendMessages(
                        AggregateId.conversation(TENANT, conversation),
                        List.of(message),
                        ExpectedVersion.ANY,
                        clock.instant()));
    }

    /** Forks a conversation at its last message. */
    public void fork(String parent, String child) {
        var _ =
                send(
                        new ForkConversation(
                                AggregateId.conversation(TENANT, parent),
                                AggregateId.conversation(TENANT, child),
                                null,
                                ExpectedVersion.ANY));
    }

    /** Starts a user's session. */
    public void startSession(String user, String session) {
        startSession(user, session, Duration.ofHours(1));
    }

    /** Starts a user's session that expires when it is idle for so long. */
    public void startSession(String user, String session, Duration ttl) {
        var _ =
                send(
                        new StartSession(
                                AggregateId.user(TENANT, user),
                                session,
                                false,
                                Json.EMPTY_OBJECT,
                                Preferences.NONE_GIVEN,
                                Ttl.of(ttl),
                                ExpectedVersion.ANY,
                                clock.instant()));
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /** Stops the application. */
    @Override
    public void close() {
        context.close();
    }

    private AppendReceipt send(Object command) {
        AppendReceipt receipt = dispatcher.dispatch(Order.unanswered(command), ORIGIN).receipt();
        return receipt == null ? NOWHERE : receipt;
    }
}
