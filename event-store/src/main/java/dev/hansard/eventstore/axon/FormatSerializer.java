package dev.hansard.eventstore.axon;

import dev.hansard.eventstore.PayloadReader;

import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Axon's serializer for payloads that have a stable name and a revision of their own, made of plain
 * functions. A name it does not know is an error: nothing unreadable is skipped.
 */
public final class FormatSerializer implements Serializer {

    /**
     * The name a class is stored under, with the revision that is written today.
     *
     * @param revision from 1 on
     */
    public record StoredType(Class<?> payload, String name, int revision) {}

    private final Map<Class<?>, StoredType> byClass;
    private final Map<String, StoredType> byName;
    private final Function<Object, byte[]> writer;
    private final PayloadReader reader;
    private final Converter converter = new ChainingConverter();

    /**
     * @param writer makes bytes of a payload, in its present revision
     * @param reader makes a payload of bytes of any revision
     */
    public FormatSerializer(
            List<StoredType> types, Function<Object, byte[]> writer, PayloadReader reader) {
        this.byClass = types.stream().collect(Collectors.toMap(StoredType::payload, t -> t));
        this.byName = types.stream().collect(Collectors.toMap(StoredType::name, t -> t));
        this.writer = writer;
        this.reader = reader;
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        if (object == null) {
            throw new SerializationException("there is no payload");
        }
        SerializedType type = typeForClass(object.getClass());
        return converter.convert(
                new SimpleSerializedObject<>(writer.apply(object), byte[].class, type),
                representation);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return converter.canConvert(byte[].class, representation);
    }

    @Override
    @SuppressWarnings("unchecked") // the signature of Axon
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        SerializedType type = serialized.getType();
        byte[] bytes = converter.convert(serialized, byte[].class).getData();
        try {
            return (T) reader.read(type.getName(), revision(type), bytes);
        } catch (RuntimeException e) {
            throw new SerializationException(
                    "cannot read a payload of %s, revision %s"
                            .formatted(type.getName(), type.getRevision()),
                    e);
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        StoredType known = byName.get(type.getName());
        if (known == null) {
            throw new SerializationException("unknown type " + type.getName());
        }
        return known.payload();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        StoredType known = type == null ? null : byClass.get(type);
        if (known == null) {
            throw new SerializationException(type + " is not a type of payload");
        }
        return new SimpleSerializedType(known.name(), Integer.toString(known.revision()));
    }

    @Override
    public Converter getConverter() {
        return converter;
    }

    private static int revision(SerializedType type) {
        String revision = type.getRevision();
        return revision == null ? 0 : Integer.parseInt(revision);
    }
}
