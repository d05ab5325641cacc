package dev.hansard.eventstore.axon;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A serializer for payloads, to which metadata comes ready-made: the envelope's columns are put
 * together again without it.
 */
final class MetaDataSerializer implements Serializer {

    private final Serializer payloads;

    MetaDataSerializer(Serializer payloads) {
        this.payloads = payloads;
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        return payloads.serialize(object, representation);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return payloads.canSerializeTo(representation);
    }

    @Override
    @SuppressWarnings("unchecked") // the signature of Axon
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        return serialized.getData() instanceof MetaData metaData
                ? (T) metaData
                : payloads.deserialize(serialized);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        return type.getName().equals(MetaData.class.getName())
                ? MetaData.class
                : payloads.classForType(type);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        return payloads.typeForClass(type);
    }

    @Override
    public Converter getConverter() {
        return payloads.getConverter();
    }
}
