package dev.hansard.query.value;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The read model of what is kept for good: state and profiles of users, entries of tables. What
 * does not fit is read from the store when asked for.
 *
 * @param usersWeight memory for state and profiles of users
 * @param entriesWeight memory for entries of tables
 */
@ConfigurationProperties("hansard.value-cache")
record ValueSettings(
        @DefaultValue("64MB") DataSize usersWeight, @DefaultValue("64MB") DataSize entriesWeight) {}
