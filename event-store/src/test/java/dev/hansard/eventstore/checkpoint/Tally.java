package dev.hansard.eventstore.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import dev.hansard.eventstore.RecordedEvent;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A view that counts the events of each aggregate; an event of type {@code over} forgets it. */
final class Tally implements CheckpointedView {

    private final int format;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Set<String> changed = new HashSet<>();
    private long applied;
    private long since;

    Tally(int format) {
        this.format = format;
    }

    Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    @Override
    public String name() {
        return "tally";
    }

    @Override
    public int format() {
        return format;
    }

    @Override
    public long resumeAfter() {
        return applied;
    }

    @Override
    public void apply(List<RecordedEvent> batch) {
        for (RecordedEvent recorded : batch) {
            String id = recorded.aggregateId();
            if (recorded.type().equals("over")) {
                counts.remove(id);
            } else {
                counts.merge(id, 1, Integer::sum);
            }
            changed.add(id);
            applied = recorded.position();
        }
    }

    @Override
    public void restore(long position, List<CheckpointRow> rows) {
        counts.putAll(
                rows.stream()
                        .collect(
                                toMap(
                                        CheckpointRow::id,
                                        row ->
                                                Integer.valueOf(
                                                        new String(row.written(format), UTF_8)))));
        applied = position;
        since = position;
    }

    @Override
    public CheckpointBatch take() {
        Set<String> ids = since == 0 ? counts.keySet() : changed;
        var batch =
                new CheckpointBatch(
                        since,
                        applied,
                        since == 0,
                        ids.stream().filter(counts::containsKey).map(this::row).toList(),
                        ids.stream().filter(id -> !counts.containsKey(id)).toList());
        changed.clear();
        since = applied;
        return batch;
    }

    @Override
    public void takeBack() {
        since = 0;
    }

    private CheckpointRow row(String id) {
        byte[] written = counts.get(id).toString().getBytes(UTF_8);
        return CheckpointRow.of(id, applied, format, written);
    }
}
