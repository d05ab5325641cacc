package dev.hansard.command.activity;

import dev.hansard.command.activity.Expiries.Place;
import dev.hansard.eventstore.checkpoint.CheckpointBatch;
import dev.hansard.eventstore.checkpoint.CheckpointRow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of the index a checkpoint does not have yet: only what it is of, so that a thing that
 * changes often is written once. Never more of them than there are things to write; beyond that the
 * next batch is everything. Used under the index's lock.
 */
final class Changes {

    private static final int FIRST_LOOK = 10_000;

    private final Living living;
    private final Expiries expiries;
    private final Set<String> activities = new HashSet<>();
    private final Set<Place> places = new HashSet<>();

    /** Where the changes begin; 0 while the next batch is everything, and nothing is noted. */
    private long since;

    Changes(Living living, Expiries expiries) {
        this.living = living;
        this.expiries = expiries;
    }

    /** From here on; a checkpoint has all before. */
    void begin(long position) {
        activities.clear();
        places.clear();
        since = position;
    }

    /** The next batch is everything. */
    void takeBack() {
        begin(0);
    }

    /** Something that lives has changed, has begun to live or has ended. */
    void note(String aggregateId) {
        if (since > 0 && activities.add(aggregateId)) {
            boundBy(activities.size(), living.ids().size());
        }
    }

    /** What is over at some instant has changed. */
    void note(Place place) {
        if (since > 0 && places.add(place)) {
            boundBy(places.size(), expiries.places().size());
        }
    }

    CheckpointBatch take(long position) {
        boolean whole = since == 0;
        List<CheckpointRow> rows = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (String id : whole ? living.ids() : activities) {
            Activity activity = living.find(id);
            add(id, activity == null ? null : ActivityRow.of(id, activity), position, rows, gone);
        }
        for (Place place : whole ? expiries.places() : places) {
            ActivityRow row = ActivityRow.of(place, expiries.deadline(place));
            add(ActivityRow.id(place), row, position, rows, gone);
        }
        var batch = new CheckpointBatch(since, position, whole, rows, gone);
        begin(position);
        return batch;
    }

    private void boundBy(int noted, int there) {
        if (noted > FIRST_LOOK && noted > there) {
            takeBack();
        }
    }

    private static void add(
            String id,
            @Nullable ActivityRow row,
            long position,
            List<CheckpointRow> rows,
            List<String> gone) {
        if (row == null) {
            gone.add(id);
        } else {
            rows.add(row.write(position));
        }
    }
}
