package dev.hansard.api.events;

import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.json.JsonCodec;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Events as bytes and back: compact JSON with the fields in the order of the record, absent values
 * left out, client JSON verbatim. An older revision goes through its upcasters first.
 */
public final class EventFormat {

    /** The types and upcasters of this version. */
    public static final EventFormat CURRENT = new EventFormat(EventTypes.ALL, List.of());

    private final JsonMapper mapper =
            JsonCodec.mapper()
                    .rebuild()
                    .addModule(
                            new SimpleModule("hansard-events")
                                    .addDeserializer(
                                            MessageAppended.class, new MessageAppendedReader()))
                    .build();
    private final Map<Class<?>, Entry> byClass;
    private final Map<String, Entry> byStoredName;
    private final Map<String, Map<Integer, Upcaster>> upcasters;

    /** What it takes to write and read one type, looked up once. */
    private record Entry(EventType type, ObjectWriter writer, ObjectReader reader) {}

    public EventFormat(List<EventType> types, List<Upcaster> upcasters) {
        List<Entry> entries = types.stream().map(this::entry).toList();
        this.byClass =
                entries.stream()
                        .collect(Collectors.toMap(e -> e.type().payload(), Function.identity()));
        this.byStoredName =
                entries.stream()
                        .collect(Collectors.toMap(e -> e.type().storedName(), Function.identity()));
        this.upcasters =
                upcasters.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Upcaster::storedName,
                                        Collectors.toMap(Upcaster::from, Function.identity())));
    }

    /**
     * The type of an event's class.
     *
     * @throws UnreadableEventException if it is no event of this format
     */
    public EventType typeOf(Class<?> payload) {
        Entry entry = byClass.get(payload);
        if (entry == null) {
            throw new UnreadableEventException(payload.getName() + " is not a type of event");
        }
        return entry.type();
    }

    public byte[] write(Object event) {
        Entry entry = byClass.get(event.getClass());
        if (entry == null) {
            throw new UnreadableEventException(
                    event.getClass().getName() + " is not a type of event");
        }
        return entry.writer().writeValueAsBytes(event);
    }

    /**
     * The event that those bytes hold, in its present revision.
     *
     * @throws UnreadableEventException if this version does not know the type, the revision is from
     *     the future, or the bytes are no such event; the message holds no content
     */
    public Object read(String storedName, int revision, byte[] payload) {
        Entry entry = byStoredName.get(storedName);
        if (entry == null) {
            throw new UnreadableEventException("unknown type " + storedName);
        }
        int current = entry.type().revision();
        if (revision > current || revision < 1) {
            throw new UnreadableEventException(
                    "%s has revision %d, this version reads up to %d"
                            .formatted(storedName, revision, current));
        }
        try {
            byte[] present =
                    revision == current ? payload : upcast(storedName, revision, current, payload);
            return JsonCodec.read(entry.reader(), present);
        } catch (JacksonException e) {
            throw new UnreadableEventException(
                    "%s revision %d has a broken payload".formatted(storedName, revision));
        }
    }

    private byte[] upcast(String storedName, int from, int to, byte[] payload) {
        JsonNode node = mapper.readTree(payload);
        if (!(node instanceof ObjectNode fields)) {
            throw new UnreadableEventException(storedName + " is not an object");
        }
        for (int revision = from; revision < to; revision++) {
            @Nullable Upcaster upcaster =
                    upcasters.getOrDefault(storedName, Map.of()).get(revision);
            if (upcaster == null) {
                throw new UnreadableEventException(
                        "%s has no upcaster from revision %d".formatted(storedName, revision));
            }
            fields = upcaster.step().apply(fields);
        }
        return mapper.writeValueAsBytes(fields);
    }

    private Entry entry(EventType type) {
        return new Entry(
                type,
                mapper.writerFor(type.payload()),
                mapper.readerFor(type.payload())
                        .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .without(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS));
    }
}
