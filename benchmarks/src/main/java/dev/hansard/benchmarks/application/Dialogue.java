package dev.hansard.benchmarks.application;

import dev.hansard.benchmarks.harness.Client;
import dev.hansard.benchmarks.seed.MadeId;
import dev.hansard.benchmarks.seed.Messages;
import dev.hansard.eventstore.AppendReceipt;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A client that says one thing after the other: conversations of 50 messages, each message a
 * command. The first one also makes the conversation.
 */
public final class Dialogue implements Client {

    private static final int LENGTH = 50;

    private final Commander commander;
    private final Supplier<String> users;
    private String conversation = "";
    private int said = LENGTH;

    /**
     * @param users whose the next conversation is
     */
    public Dialogue(Commander commander, Supplier<String> users) {
        this.commander = commander;
        this.users = users;
    }

    /** So many clients at once, each with a new user for every conversation. */
    public static List<Dialogue> clients(Commander commander, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Dialogue(commander, MadeId::user))
                .toList();
    }

    @Override
    public void call() {
        var _ = say();
    }

    /** One call, with the place of what it said. */
    public AppendReceipt say() {
        if (said == LENGTH) {
            conversation = MadeId.conversation();
            said = 1;
            return commander.open(conversation, users.get(), List.of(Messages.next()));
        }
        said++;
        return commander.append(conversation, Messages.next());
    }
}
