package dev.hansard.command.activity;

/** What can be due, by the name it has in metrics. */
public enum Kind {
    CONVERSATION("conversation"),
    SESSION("session"),
    STATE_KEY("state");

    private final String metricName;

    Kind(String metricName) {
        this.metricName = metricName;
    }

    public String metricName() {
        return metricName;
    }
}
