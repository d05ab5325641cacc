package dev.hansard.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.Inheritance.Origin;
import dev.hansard.api.conversation.Inheritance.Shown;
import dev.hansard.api.conversation.Inheritance.SummaryPlace;
import dev.hansard.api.conversation.Role;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.api.entry.EntryEvent;
import dev.hansard.api.entry.EntryEvent.EntryExpired;
import dev.hansard.api.entry.EntryEvent.EntryPut;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent;
import dev.hansard.api.session.SessionEvent.PreferencesSet;
import dev.hansard.api.session.SessionEvent.Reason;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReopened;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateExpired;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.api.session.SessionEvent.StateSet;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.AllowList;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.tenant.ResultSelector;
import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.api.tenant.TenantEvent.AllowListSet;
import dev.hansard.api.tenant.TenantEvent.ErasureCompleted;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.api.tenant.TenantEvent.KeyRevoked;
import dev.hansard.api.tenant.TenantEvent.ResultsInvalidated;
import dev.hansard.api.tenant.TenantEvent.SettingsSet;
import dev.hansard.api.tenant.TenantEvent.TenantErased;
import dev.hansard.api.tenant.TenantEvent.TenantErasureCompleted;
import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.api.user.UserEvent;
import dev.hansard.api.user.UserEvent.CurrentSessionSet;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.ProfileSet;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.api.user.UserEvent.UserStateRemoved;
import dev.hansard.api.user.UserEvent.UserStateSet;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The golden files are the storage format: a change here needs a new revision and an upcaster. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventFormatTest {

    private static final Json METADATA = Json.trusted("{\"channel\":\"web\",\"n\":1.10}");
    private static final Instant T = Instant.parse("2026-01-02T03:04:05.678901Z");

    static Stream<Object> oneOfEachType() {
        return Stream.of(
                new ConversationCreated("ann", "s1", METADATA, Ttl.parse("PT24H"), 20, true),
                new MessageAppended(
                        "m1",
                        7,
                        Role.USER,
                        3,
                        Json.trusted(
                                "{\"role\":\"user\",\"content\":null,\"big\":12345678901234567890,\"e\":1e400,\"d\":1.10,\"nul\":\"\\u0000\"}")),
                new MessageRemoved("m1", 7, Role.USER, 2),
                new ConversationCleared(7),
                new ConversationCompacted(
                        3,
                        7,
                        new WindowSize(3, 5, 812),
                        new WindowSize(0, 1, 64),
                        Json.trusted("\"Ann flies to \\u00d6sterbro\"")),
                new CompactionUndone(11, 2, 5L, new WindowSize(4, 6, 900)),
                new ConversationForked(
                        "c1",
                        "ann",
                        "s1",
                        METADATA,
                        Ttl.parse("PT24H"),
                        20,
                        true,
                        new Inheritance(
                                2,
                                List.of(new Origin("c0", 4, 9), new Origin("c1", 7, 6)),
                                6,
                                1,
                                5,
                                new Shown(3, 5, new WindowSize(0, 1, 64), new WindowSize(1, 2, 90)),
                                new SummaryPlace("c0", 8))),
                new ConversationEvent.MetadataSet(METADATA, Ttl.NEVER, 5, false),
                new ConversationExpired(T),
                new ConversationReopened(7, null, Json.EMPTY_OBJECT, Ttl.parse("PT1H"), 20, true),
                new ConversationDeleted(),
                new SessionCreated("ann", METADATA, Json.EMPTY_OBJECT, Ttl.parse("PT1H")),
                new StateSet("flow", T, Json.trusted("null")),
                new StateRemoved("flow"),
                new StateExpired("flow"),
                new SessionEvent.MetadataSet(METADATA, null),
                new PreferencesSet(Json.trusted("{\"autoCompact\":false,\"tone\":\"dry\"}")),
                new SessionReset(),
                new SessionExpired(T),
                new SessionReopened(METADATA, Json.EMPTY_OBJECT, Ttl.NEVER),
                new SessionEnded(Reason.SUPERSEDED),
                new CurrentSessionSet("user_ann_0123abcd"),
                new ProfileSet(
                        Json.trusted("{\"name\":\"Ann\",\"age\":\"41\",\"n\":1.10,\"none\":null}")),
                new ProfileRemoved(),
                new UserStateSet("flow", null, Json.trusted("{\"step\":2}")),
                new UserStateRemoved("flow"),
                new UserStateExpired("flow"),
                new UserErased(),
                new EntryPut(T, Json.trusted("{\"price\":12345678901234567890}")),
                new EntryRemoved(),
                new EntryExpired(),
                new KeyCreated("k0123", AccessRole.AGENT, "bot", "ann", "9f86d081", T, 50),
                new KeyRevoked("k0123"),
                new AllowListSet(AllowList.Mode.LISTED, List.of("ann", "bob")),
                new SettingsSet(
                        new TenantSettings(
                                Map.of(
                                        Lifetime.SESSION,
                                        Ttl.parse("PT2H"),
                                        Lifetime.USER_STATE,
                                        Ttl.NEVER),
                                Map.of(TenantLimit.MESSAGE, 65_536))),
                new ErasureCompleted("ann", 17, T, 12, 2, 1),
                new TenantErased(),
                new TenantErasureCompleted("acme", 17, T, 12, 3, 2, 1),
                new ResultsInvalidated(ResultSelector.By.CONTENT_HASH, "sha256:9f86", "ann"));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachType")
    void an_event_is_written_as_its_golden_file_says(Object event) throws IOException {
        assertThat(new String(EventFormat.CURRENT.write(event), UTF_8)).isEqualTo(golden(event));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachType")
    void a_golden_file_is_read_as_the_event(Object event) throws IOException {
        EventType type = EventFormat.CURRENT.typeOf(event.getClass());

        Object read =
                EventFormat.CURRENT.read(
                        type.storedName(), type.revision(), golden(event).getBytes(UTF_8));

        assertThat(read).isEqualTo(event);
    }

    @Test
    void every_event_of_the_vocabularies_has_one_type_and_one_golden_file() {
        List<Class<?>> vocabularies =
                Stream.of(
                                ConversationEvent.class,
                                SessionEvent.class,
                                UserEvent.class,
                                EntryEvent.class,
                                TenantEvent.class)
                        .flatMap(vocabulary -> Stream.of(vocabulary.getPermittedSubclasses()))
                        .<Class<?>>map(event -> event)
                        .toList();

        assertThat(EventTypes.ALL).extracting(EventType::payload).isEqualTo(vocabularies);
        assertThat(EventTypes.ALL).extracting(EventType::storedName).doesNotHaveDuplicates();
        assertThat(oneOfEachType().map(Object::getClass).toList()).isEqualTo(vocabularies);
    }

    @Test
    void an_older_revision_goes_through_every_upcaster_in_turn() {
        record Renamed(String b, int c) {}
        var type = new EventType("thing", "Renamed", 3, Renamed.class);
        var format =
                new EventFormat(
                        List.of(type),
                        List.of(
                                new Upcaster(
                                        "thing.Renamed",
                                        1,
                                        fields -> {
                                            fields.set("b", fields.remove("a"));
                                            return fields;
                                        }),
                                new Upcaster("thing.Renamed", 2, fields -> fields.put("c", 7))));

        assertThat(format.read("thing.Renamed", 1, "{\"a\":\"x\"}".getBytes(UTF_8)))
                .isEqualTo(new Renamed("x", 7));
        assertThat(format.read("thing.Renamed", 2, "{\"b\":\"y\"}".getBytes(UTF_8)))
                .isEqualTo(new Renamed("y", 7));
    }

    @Test
    void what_cannot_be_read_is_refused_and_its_content_is_not_told() {
        assertThatThrownBy(() -> EventFormat.CURRENT.read("conversation.Sung", 1, new byte[0]))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("unknown type conversation.Sung");
        assertThatThrownBy(() -> EventFormat.CURRENT.read("session.StateRemoved", 2, new byte[0]))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("reads up to 1");
        assertThatThrownBy(
                        () ->
                                EventFormat.CURRENT.read(
                                        "session.StateRemoved",
                                        1,
                                        "{\"key\":\"secret".getBytes(UTF_8)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("broken payload")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'messageId':'m1','sequence':7,'role':'user','turnCount':3}",
                "{'messageId':'m1','sequence':7,'role':'poet','turnCount':3,'message':{}}",
                "{'messageId':'m1','sequence':'7','role':'user','turnCount':3,'message':{}}",
                "{'messageId':null,'sequence':7,'role':'user','turnCount':3,'message':{}}",
                "{'messageId':'m1','sequence':7,'role':'user','turnCount':1.5,'message':{}}",
                "{'messageId':'m1','sequence':7,'role':'user','turnCount':3,'message':{},'a':1}",
                "{'messageId':'m1','sequence':7,'role':'user','turnCount':3,'message':{'a':"
            })
    void a_message_that_is_not_as_it_is_written_is_refused(String payload) {
        byte[] bytes = payload.replace('\'', '"').getBytes(UTF_8);

        assertThatThrownBy(() -> EventFormat.CURRENT.read("conversation.MessageAppended", 1, bytes))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("broken payload");
    }

    @Test
    void the_fields_of_a_message_may_come_in_any_order() {
        byte[] bytes =
                "{\"message\":{\"a\":1},\"turnCount\":3,\"role\":\"tool\",\"sequence\":7,\"messageId\":\"m1\"}"
                        .getBytes(UTF_8);

        assertThat(EventFormat.CURRENT.read("conversation.MessageAppended", 1, bytes))
                .isEqualTo(new MessageAppended("m1", 7, Role.TOOL, 3, Json.trusted("{\"a\":1}")));
    }

    private static String golden(Object event) throws IOException {
        String file = EventFormat.CURRENT.typeOf(event.getClass()).storedName() + ".json";
        try (var in = EventFormatTest.class.getResourceAsStream("/golden-events/" + file)) {
            assertThat(in).as("golden file %s", file).isNotNull();
            return new String(in.readAllBytes(), UTF_8).strip();
        }
    }
}
