package dev.hansard.benchmarks.append;

import dev.hansard.api.events.EventFormat;
import dev.hansard.api.events.EventTypes;
import dev.hansard.eventstore.axon.FormatSerializer;
import dev.hansard.eventstore.axon.FormatSerializer.StoredType;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

/**
 * Hansard's own JSON for stock Axon, payloads and metadata. Axon's default, XStream, cannot read
 * records; this one is also the faster.
 */
final class JsonSerializer implements Serializer {

    private static final SerializedType META_DATA =
            new SimpleSerializedType(MetaData.class.getName(), null);
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final JsonMapper json = JsonMapper.builder().build();
    private final FormatSerializer events =
            new FormatSerializer(
                    EventTypes.ALL.stream()
                            .map(t -> new StoredType(t.payload(), t.storedName(), t.revision()))
                            .toList(),
                    EventFormat.CURRENT::write,
                    EventFormat.CURRENT::read);

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        if (object instanceof MetaData metaData) {
            byte[] bytes = json.writeValueAsBytes(Map.copyOf(metaData));
            return getConverter()
                    .convert(
                            new SimpleSerializedObject<>(bytes, byte[].class, META_DATA),
                            representation);
        }
        return events.serialize(object, representation);
    }

    @Override
    @SuppressWarnings("unchecked") // the signature of Axon
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        if (!isMetaData(serialized.getType())) {
            return events.deserialize(serialized);
        }
        byte[] bytes = getConverter().convert(serialized, byte[].class).getData();
        return (T) MetaData.from(json.readValue(bytes, MAP));
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return events.canSerializeTo(representation);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        return isMetaData(type) ? MetaData.class : events.classForType(type);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        return type == MetaData.class ? META_DATA : events.typeForClass(type);
    }

    @Override
    public Converter getConverter() {
        return events.getConverter();
    }

    private static boolean isMetaData(SerializedType type) {
        return type.getName().equals(META_DATA.getName());
    }
}
