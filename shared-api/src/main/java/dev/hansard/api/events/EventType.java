package dev.hansard.api.events;

/**
 * The stable name of an event in storage, apart from its Java class.
 *
 * @param aggregateType the type of aggregate it happens to
 * @param name unique within the aggregate type; what audits and streams show
 * @param revision of its fields, from 1
 * @param payload the class that has the fields of that revision
 */
public record EventType(String aggregateType, String name, int revision, Class<?> payload) {

    /** Unique over all aggregates: what the store keeps. */
    public String storedName() {
        return aggregateType + "." + name;
    }
}
