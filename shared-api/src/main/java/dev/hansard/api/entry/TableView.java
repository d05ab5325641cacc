package dev.hansard.api.entry;

/** A table as clients see it in a list: there is one for as long as it has an entry. */
public record TableView(String table) {}
