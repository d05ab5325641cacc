package dev.hansard.edge.body;

import org.springframework.util.unit.DataSize;

/**
 * A path whose bodies may be larger than others, since they are read as they come in.
 *
 * @param limit the largest, as sent
 */
public record LargeBody(String path, DataSize limit) {}
