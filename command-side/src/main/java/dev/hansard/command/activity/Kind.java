package dev.hansard.command.activity;

/** What can be due, by the name it has in metrics. */
public enum Kind {
    CONVERSATION("conversation"),
    SESSION("session"),
    /** A key of a session's state. */
    STATE_KEY("state"),
    /** A key of a user's state. */
    USER_STATE_KEY("user-state"),
    /** An entry of a table. */
    ENTRY("entry");

    private final String metricName;

    Kind(String metricName) {
        this.metricName = metricName;
    }

    public String metricName() {
        return metricName;
    }
}
