package dev.hansard.command.activity;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.command.activity.Expiries.Place;
import dev.hansard.eventstore.checkpoint.CheckpointRow;
import dev.hansard.eventstore.checkpoint.DamagedCheckpointException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One thing of the index, as a checkpoint has it. */
sealed interface ActivityRow {

    /** Goes up when what is written below changes. */
    int FORMAT = 1;

    /**
     * Something that lives.
     *
     * @param expiries when keys of its state are over
     */
    record Live(
            String aggregateId,
            Ttl ttl,
            Instant lastActivityAt,
            long turnCount,
            Map<String, Instant> expiries)
            implements ActivityRow {

        @Override
        public String id() {
            return aggregateId;
        }

        Kind kind() {
            return AggregateId.parse(aggregateId).type().equals(AggregateId.SESSION)
                    ? Kind.SESSION
                    : Kind.CONVERSATION;
        }
    }

    /** What is over at an instant, whatever goes on around it. */
    record Expiring(String aggregateId, @Nullable String key, Instant at) implements ActivityRow {

        @Override
        public String id() {
            return ActivityRow.id(new Place(aggregateId, key));
        }

        Kind kind() {
            return key == null ? Kind.ENTRY : Kind.USER_STATE_KEY;
        }
    }

    String id();

    static ActivityRow of(String id, Activity activity) {
        return new Live(
                id,
                activity.ttl(),
                activity.lastActivityAt(),
                activity.turnCount(),
                activity.expiries());
    }

    /** Null if it has gone. */
    static @Nullable ActivityRow of(Place place, @Nullable Deadline deadline) {
        Instant due = deadline == null ? null : deadline.due();
        return due == null ? null : new Expiring(place.aggregateId(), place.key(), due);
    }

    /** An aggregate identifier has no slash at its end, so no two rows have the same. */
    static String id(Place place) {
        return place.key() == null ? place.aggregateId() : place.aggregateId() + "/" + place.key();
    }

    default CheckpointRow write(long position) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            switch (this) {
                case Live live -> write(live, out);
                case Expiring expiring -> write(expiring, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CheckpointRow.of(id(), position, FORMAT, bytes.toByteArray());
    }

    /**
     * @throws DamagedCheckpointException if it was not written like this
     */
    static ActivityRow read(CheckpointRow row) {
        var in = new DataInputStream(new ByteArrayInputStream(row.written(FORMAT)));
        try {
            return in.readBoolean() ? live(in) : expiring(in);
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new DamagedCheckpointException(row.id());
        }
    }

    private static void write(Live live, DataOutputStream out) throws IOException {
        out.writeBoolean(true);
        out.writeUTF(live.aggregateId);
        out.writeUTF(live.ttl.toString());
        write(live.lastActivityAt, out);
        out.writeLong(live.turnCount);
        out.writeInt(live.expiries.size());
        for (var entry : live.expiries.entrySet()) {
            out.writeUTF(entry.getKey());
            write(entry.getValue(), out);
        }
    }

    private static Live live(DataInputStream in) throws IOException {
        String id = in.readUTF();
        Ttl ttl = Ttl.parse(in.readUTF());
        Instant lastActivityAt = instant(in);
        long turnCount = in.readLong();
        Map<String, Instant> expiries = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String key = in.readUTF();
            expiries.put(key, instant(in));
        }
        return new Live(id, ttl, lastActivityAt, turnCount, expiries);
    }

    private static void write(Expiring expiring, DataOutputStream out) throws IOException {
        out.writeBoolean(false);
        out.writeUTF(expiring.aggregateId);
        out.writeBoolean(expiring.key != null);
        if (expiring.key != null) {
            out.writeUTF(expiring.key);
        }
        write(expiring.at, out);
    }

    private static Expiring expiring(DataInputStream in) throws IOException {
        String id = in.readUTF();
        String key = in.readBoolean() ? in.readUTF() : null;
        return new Expiring(id, key, instant(in));
    }

    private static void write(Instant instant, DataOutputStream out) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }
}
