package dev.hansard.query.conversation;

import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.LogView;
import dev.hansard.query.cache.Unwritten;
import dev.hansard.query.reading.ReadingConfiguration.LoadThreads;

import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;

import java.time.Duration;
import java.util.function.Function;

/**
 * Makes the read model of recent messages once more, beside the one that serves, from the first
 * event to the last. In this package because the model is nobody else's.
 */
public final class RecentMessagesRebuild {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ApplicationContext context;

    /**
     * @param context of a query side
     */
    public RecentMessagesRebuild(ApplicationContext context) {
        this.context = context;
    }

    /** Rebuilds it, throws it away and says how many events went through it in a second. */
    public double eventsPerSecond() throws InterruptedException {
        long head = context.getBean(EventLog.class).head();
        try (LogFollower follower = followers().apply(model())) {
            long begin = System.nanoTime();
            follower.start();
            if (!follower.awaitPosition(head, LONGEST)) {
                throw new IllegalStateException(follower.progress() + " does not reach " + head);
            }
            return head / ((System.nanoTime() - begin) / 1e9);
        }
    }

    private RecentMessages model() {
        return new RecentMessages(
                context.getBean(ConversationLoader.class),
                context.getBean(GroupLoader.class),
                context.getBean(RecentMessagesSettings.class),
                new Unwritten<>(0),
                context.getBean(LoadThreads.class).executor());
    }

    private Function<LogView, LogFollower> followers() {
        return context.<Function<LogView, LogFollower>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(
                                Function.class, LogView.class, LogFollower.class))
                .getObject();
    }
}
