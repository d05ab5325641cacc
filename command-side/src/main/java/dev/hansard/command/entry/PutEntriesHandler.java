package dev.hansard.command.entry;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Refusal;
import dev.hansard.api.entry.EntryCommand.PutEntries;
import dev.hansard.api.entry.EntryCommand.PutEntry;
import dev.hansard.command.aggregate.Loading;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Puts several entries: each is an aggregate of its own, and the events of all commit together. All
 * are locked before the first is changed and always in the order of their ids, so that no two
 * commands wait for each other.
 */
public final class PutEntriesHandler {

    private final Repository<EntryAggregate> entries;
    private final Supplier<EntryDecider> deciders;

    public PutEntriesHandler(Repository<EntryAggregate> entries, Supplier<EntryDecider> deciders) {
        this.entries = entries;
        this.deciders = deciders;
    }

    /**
     * @throws Refusal that of the first entry that breaks a rule, pointing to it
     */
    @CommandHandler
    public List<EntryChange> on(PutEntries command) {
        EntryDecider decider = deciders.get();
        decider.check(command);
        Map<AggregateId, Aggregate<EntryAggregate>> locked = lock(command.entries());
        List<EntryChange> changes = new ArrayList<>();
        for (PutEntry put : command.entries()) {
            try {
                Aggregate<EntryAggregate> entry = Objects.requireNonNull(locked.get(put.entry()));
                changes.add(entry.invoke(found -> found.handle(put, decider)));
            } catch (Refusal refusal) {
                throw refusal.within("/entries/" + changes.size());
            }
        }
        return changes;
    }

    private Map<AggregateId, Aggregate<EntryAggregate>> lock(List<PutEntry> puts) {
        Map<AggregateId, Aggregate<EntryAggregate>> locked = new HashMap<>();
        puts.stream()
                .map(PutEntry::entry)
                .sorted(Comparator.comparing(AggregateId::toString))
                .forEach(id -> locked.put(id, Loading.orNew(entries, id, EntryAggregate::missing)));
        return locked;
    }
}
