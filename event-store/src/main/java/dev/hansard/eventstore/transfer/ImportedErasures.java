package dev.hansard.eventstore.transfer;

import dev.hansard.proof.BadLineException;
import dev.hansard.proof.ExportLine.Event;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who was erased, as the events of an import say it. An event may only lack its content if one
 * after it says that its user was erased, and nothing of that user comes after. Not thread-safe.
 */
final class ImportedErasures {

    /** An event that says that its user was erased. */
    record Erasure(String userId, long tenantSequence) {}

    private final Predicate<Object> erases;
    private final boolean sealed;
    private final Map<String, Long> unexplained = new HashMap<>();
    private final Set<String> erased = new HashSet<>();
    private final List<Erasure> erasures = new ArrayList<>();

    /**
     * @param erases whether an event says that its user was erased, or its tenant if it has none
     * @param sealed whether the store can have erased users at all
     */
    ImportedErasures(Predicate<Object> erases, boolean sealed) {
        this.erases = erases;
        this.sealed = sealed;
    }

    /**
     * Takes the next event.
     *
     * @param payload null if it has none
     * @return whether it says that its user was erased
     * @throws IllegalArgumentException if it cannot be: the message goes on after the line's number
     */
    boolean take(Event event, @Nullable Object payload, long line) {
        String user = event.envelope().userId();
        if (user != null && erased.contains(user)) {
            throw new IllegalArgumentException("is of somebody who was erased before");
        }
        if (payload == null) {
            if (user == null || !sealed) {
                throw new IllegalArgumentException(
                        "holds an erased event, which cannot be in this store");
            }
            unexplained.putIfAbsent(user, line);
            return false;
        }
        if (!erases.test(payload)) {
            return false;
        }
        if (user == null) {
            throw new IllegalArgumentException("says that the tenant was erased, for good");
        }
        unexplained.remove(user);
        erased.add(user);
        erasures.add(new Erasure(user, event.envelope().tenantSequence()));
        return true;
    }

    /**
     * All of them, when there are no more events.
     *
     * @throws BadLineException if an event lacks its content and none says why
     */
    List<Erasure> end() throws BadLineException {
        for (long line : unexplained.values().stream().sorted().limit(1).toList()) {
            throw new BadLineException(
                    line, "holds an erased event, and none says that its user was erased");
        }
        return erasures;
    }
}
