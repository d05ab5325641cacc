package dev.hansard.benchmarks.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;

import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonSerializerTest {

    private final JsonSerializer serializer = new JsonSerializer();

    @Test
    void payloads_come_back_as_they_were() {
        var event = new ConversationCleared(7);

        assertThat((Object) serializer.deserialize(serializer.serialize(event, byte[].class)))
                .isEqualTo(event);
    }

    @Test
    void metadata_comes_back_as_it_was() {
        MetaData metaData = MetaData.with("userId", "ann").and("tenant", "default");

        assertThat((Object) serializer.deserialize(serializer.serialize(metaData, byte[].class)))
                .isEqualTo(metaData);
    }
}
