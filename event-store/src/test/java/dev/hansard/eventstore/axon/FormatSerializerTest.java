package dev.hansard.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.eventstore.axon.FormatSerializer.StoredType;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FormatSerializerTest {

    private record Said(String what) {}

    private final FormatSerializer serializer =
            new FormatSerializer(
                    List.of(new StoredType(Said.class, "conversation.Said", 3)),
                    payload -> ((Said) payload).what().getBytes(UTF_8),
                    (name, revision, bytes) -> {
                        if (revision > 3) {
                            throw new IllegalArgumentException("from the future");
                        }
                        return new Said(name + " " + revision + " " + new String(bytes, UTF_8));
                    });

    @Test
    void a_payload_is_stored_under_its_name_and_revision() {
        SerializedObject<byte[]> stored = serializer.serialize(new Said("hello"), byte[].class);

        assertThat(stored.getType()).isEqualTo(new SimpleSerializedType("conversation.Said", "3"));
        assertThat(stored.getData()).asString().isEqualTo("hello");
        assertThat(serializer.<byte[], Said>deserialize(stored).what())
                .isEqualTo("conversation.Said 3 hello");
        assertThat(serializer.canSerializeTo(InputStream.class)).isTrue();
        assertThat(serializer.getConverter()).isNotNull();
    }

    @Test
    void an_older_revision_is_left_to_the_reader() {
        assertThat(serializer.<byte[], Said>deserialize(stored("conversation.Said", "1")).what())
                .isEqualTo("conversation.Said 1 x");
        assertThat(serializer.<byte[], Said>deserialize(stored("conversation.Said", null)).what())
                .isEqualTo("conversation.Said 0 x");
    }

    @Test
    void what_it_does_not_know_is_an_error() {
        var unknown = new SimpleSerializedType("unheard of", "1");

        assertThat(serializer.classForType(new SimpleSerializedType("conversation.Said", "1")))
                .isEqualTo(Said.class);
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.classForType(unknown));
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.serialize("text", byte[].class));
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.serialize(null, byte[].class));
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.deserialize(stored("conversation.Said", "4")));
    }

    @Test
    void metadata_comes_ready_made() {
        var wrapped = new MetaDataSerializer(serializer);
        var metaData = MetaData.with("key", "value");

        assertThat(
                        wrapped.<MetaData, MetaData>deserialize(
                                new SimpleSerializedObject<>(
                                        metaData, MetaData.class, MetaData.class.getName(), null)))
                .isSameAs(metaData);
        assertThat(wrapped.typeForClass(Said.class).getName()).isEqualTo("conversation.Said");
        assertThat(wrapped.canSerializeTo(byte[].class)).isTrue();
        assertThat(wrapped.serialize(new Said("x"), byte[].class).getData()).hasSize(1);
        assertThat(wrapped.getConverter()).isSameAs(serializer.getConverter());
    }

    private static SerializedObject<byte[]> stored(String name, String revision) {
        return new SimpleSerializedObject<>("x".getBytes(UTF_8), byte[].class, name, revision);
    }
}
