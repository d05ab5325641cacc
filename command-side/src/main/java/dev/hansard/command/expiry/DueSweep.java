package dev.hansard.command.expiry;

import dev.hansard.command.activity.ActivityIndex;
import dev.hansard.command.activity.Due;
import dev.hansard.command.activity.Kind;
import dev.hansard.command.dispatch.Dispatcher;
import dev.hansard.command.dispatch.Order;
import dev.hansard.command.dispatch.Origin;
import dev.hansard.eventstore.NotQuietException;
import dev.hansard.eventstore.axon.HansardEventStore;
import dev.hansard.eventstore.axon.LoadedAhead;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends a command for each thing that is due. That it is due is the decider's to say, on the state
 * as it is then: a command that finds it alive again does nothing, and it comes up once more.
 */
final class DueSweep {

    private static final Logger LOG = LoggerFactory.getLogger(DueSweep.class);
    private static final int PAGE = 1_000;

    private final ActivityIndex index;
    private final HansardEventStore events;
    private final Dispatcher dispatcher;
    private final Workers workers;

    public DueSweep(
            ActivityIndex index, HansardEventStore events, Dispatcher dispatcher, Workers workers) {
        this.index = index;
        this.events = events;
        this.dispatcher = dispatcher;
        this.workers = workers;
    }

    /**
     * Sends the commands for all that is due.
     *
     * @param order the command for one of them; empty if it needs none any more
     */
    void run(Kind kind, Instant now, Function<Due, Optional<Order<Object>>> order) {
        List<Due> taken = new ArrayList<>();
        try {
            List<Due> page = index.takeDue(kind, now, PAGE);
            while (!page.isEmpty() && workers.areOpen()) {
                taken.addAll(page);
                LoadedAhead loaded = events.loadAhead(page.stream().map(Due::aggregateId).toList());
                var _ = workers.count(page, due -> loaded.using(() -> expire(order.apply(due))));
                page = index.takeDue(kind, now, PAGE);
            }
        } finally {
            index.giveBack(kind, taken);
        }
    }

    private boolean expire(Optional<Order<Object>> order) {
        try {
            return order.isPresent()
                    && dispatcher.dispatch(order.get(), Origin.SYSTEM).receipt() != null;
        } catch (NotQuietException e) {
            return false;
        } catch (RuntimeException e) {
            LOG.warn("could not expire, will try again: {}", e.getClass().getName());
            return false;
        }
    }
}
