package dev.hansard.eventstore.checkpoint;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How what is in memory begins, on both sides. It is always made of events; a checkpoint says which
 * need not be read again.
 *
 * @param start {@code checkpoint} to begin at one that is of use, {@code replay} to replay the
 *     whole log and throw the checkpoint away
 * @param checkpointInterval how often checkpoints are written, 100 ms to 1 h; a process that was
 *     killed replays as much
 * @param checkpointQueue users and sessions that may wait to be written, 1 to 1,000,000; beyond it
 *     they keep their rows of before
 */
@ConfigurationProperties("hansard.read-model")
public record CheckpointSettings(
        @DefaultValue("checkpoint") Start start,
        @DefaultValue("30s") Duration checkpointInterval,
        @DefaultValue("20000") int checkpointQueue) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int LONGEST_QUEUE = 1_000_000;

    /** Where to begin. */
    public enum Start {
        CHECKPOINT,
        REPLAY
    }

    /**
     * @throws IllegalArgumentException if a setting is out of its bounds
     */
    public CheckpointSettings {
        if (checkpointInterval.compareTo(SHORTEST) < 0
                || checkpointInterval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "hansard.read-model.checkpoint-interval must be from 100ms to 1h");
        }
        if (checkpointQueue < 1 || checkpointQueue > LONGEST_QUEUE) {
            throw new IllegalArgumentException(
                    "hansard.read-model.checkpoint-queue must be from 1 to " + LONGEST_QUEUE);
        }
    }
}
