package dev.hansard.command.repository;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How aggregates are kept between their commands.
 *
 * @param cacheWeight memory for sessions, conversations, users and entries of tables that commands
 *     went to; what does not fit is loaded from the store
 * @param snapshotEvery events after which a new snapshot of an aggregate is taken, 2 to 100,000;
 *     also about how many are read to load one
 * @param snapshotsWaiting snapshots that may wait to be written, 1 to 10,000; one more is left to a
 *     later command
 */
@Validated
@ConfigurationProperties("hansard.aggregates")
record AggregateSettings(
        @DefaultValue("64MB") DataSize cacheWeight,
        @DefaultValue("200") @Min(2) @Max(100_000) int snapshotEvery,
        @DefaultValue("100") @Min(1) @Max(10_000) int snapshotsWaiting) {}
