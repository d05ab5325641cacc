package dev.hansard.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.Inheritance;
import dev.hansard.api.conversation.WindowSize;
import dev.hansard.api.events.EventType;
import dev.hansard.api.events.UnreadableEventException;
import dev.hansard.api.json.Json;
import dev.hansard.api.tenant.AllowList;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.command.conversation.Conversation;
import dev.hansard.command.conversation.Settings;
import dev.hansard.command.conversation.Stretch;
import dev.hansard.command.conversation.Tally;
import dev.hansard.command.conversation.Window;
import dev.hansard.command.entry.Entry;
import dev.hansard.command.session.Session;
import dev.hansard.command.state.WorkingState;
import dev.hansard.command.tenant.Tenant;
import dev.hansard.command.user.User;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The golden files are the format of snapshots: a change here needs a new revision. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotTypesTest {

    private static final Json METADATA = Json.trusted("{\"channel\":\"web\",\"n\":1.10}");
    private static final Instant T = Instant.parse("2026-01-02T03:04:05.678901Z");

    static Stream<Object> oneOfEachType() {
        return Stream.of(
                new Conversation.Live(
                        "ann",
                        "s1",
                        new Settings(METADATA, Ttl.parse("PT24H"), 20, true),
                        3,
                        inherited(),
                        tally(),
                        T,
                        T.plusSeconds(60),
                        9),
                new Conversation.Expired("ann", Inheritance.NONE, tally(), T, 10),
                new Conversation.Deleted("ann", 11),
                new Session.Live(
                        "ann",
                        METADATA,
                        Json.trusted("{\"autoCompact\":false,\"tone\":null}"),
                        Ttl.NEVER,
                        new WorkingState(state()),
                        T,
                        T.plusSeconds(60),
                        5),
                new Session.Expired("ann", T, 6),
                new Session.Ended("ann", 7),
                new User.Known(
                        "user_ann_0123abcd",
                        new User.Profile(METADATA, 2),
                        new WorkingState(state()),
                        5),
                new Entry.Absent(2),
                new Entry.Present(T, 3),
                new Tenant(
                        List.of(new Tenant.Key("k1", null), new Tenant.Key("k2", T)),
                        new AllowList(AllowList.Mode.LISTED, List.of("ann")),
                        new TenantSettings(
                                Map.of(Lifetime.RESULT, Ttl.NEVER),
                                Map.of(TenantLimit.PROFILE, 99)),
                        4));
    }

    private static Inheritance inherited() {
        return new Inheritance(
                1,
                List.of(new Inheritance.Origin("c0", 4, 9)),
                4,
                1,
                3,
                new Inheritance.Shown(2, 3, new WindowSize(0, 1, 64), new WindowSize(1, 1, 30)),
                new Inheritance.SummaryPlace("c0", 8));
    }

    private static Tally tally() {
        return new Tally(
                7,
                6,
                2,
                5,
                new Window(
                        List.of(
                                new Stretch(0, 2, 2, WindowSize.EMPTY, new WindowSize(2, 3, 812)),
                                new Stretch(
                                        8,
                                        4,
                                        6,
                                        new WindowSize(0, 1, 64),
                                        new WindowSize(1, 1, 30)))));
    }

    private static Map<String, WorkingState.Entry> state() {
        Map<String, WorkingState.Entry> state = new LinkedHashMap<>();
        state.put("z", new WorkingState.Entry(Json.trusted("null"), null, 2));
        state.put(
                "a",
                new WorkingState.Entry(
                        Json.trusted(
                                "{\"big\":12345678901234567890,\"e\":1e400,\"d\":1.10,\"nul\":\"\\u0000\",\"ü\":[]}"),
                        T,
                        4));
        return state;
    }

    @ParameterizedTest
    @MethodSource("oneOfEachType")
    void a_state_is_written_as_its_golden_file_says(Object state) throws IOException {
        assertThat(new String(SnapshotTypes.FORMAT.write(state), UTF_8)).isEqualTo(golden(state));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachType")
    void a_golden_file_is_read_as_the_state(Object state) throws IOException {
        EventType type = SnapshotTypes.FORMAT.typeOf(state.getClass());

        Object read =
                SnapshotTypes.FORMAT.read(
                        type.storedName(), type.revision(), golden(state).getBytes(UTF_8));

        assertThat(read).isEqualTo(state);
    }

    @Test
    void every_state_that_can_be_put_down_has_one_type_and_one_golden_file() {
        List<Class<?>> states =
                Stream.of(Conversation.class, Session.class, User.class, Entry.class, Tenant.class)
                        .flatMap(SnapshotTypesTest::kinds)
                        .<Class<?>>map(state -> state)
                        .filter(state -> !state.getSimpleName().equals("NotCreated"))
                        .filter(state -> state != User.Erased.class)
                        .toList();

        assertThat(SnapshotTypes.ALL).extracting(EventType::payload).isEqualTo(states);
        assertThat(SnapshotTypes.ALL).extracting(EventType::storedName).doesNotHaveDuplicates();
        assertThat(oneOfEachType().map(Object::getClass).toList()).isEqualTo(states);
    }

    private static Stream<Class<?>> kinds(Class<?> state) {
        return state.isSealed() ? Stream.of(state.getPermittedSubclasses()) : Stream.of(state);
    }

    @Test
    void keys_of_state_keep_their_order() {
        Object session = oneOfEachType().toList().get(3);

        var read =
                (Session.Live)
                        SnapshotTypes.FORMAT.read(
                                "session.Live", 1, SnapshotTypes.FORMAT.write(session));

        assertThat(new ArrayList<>(read.state().entries().keySet())).containsExactly("z", "a");
    }

    @Test
    void another_revision_is_not_read() {
        byte[] state = SnapshotTypes.FORMAT.write(new Session.Ended("ann", 7));

        for (int revision : new int[] {0, 2}) {
            assertThatThrownBy(() -> SnapshotTypes.FORMAT.read("session.Ended", revision, state))
                    .isInstanceOf(UnreadableEventException.class);
        }
    }

    private static String golden(Object state) throws IOException {
        String file = SnapshotTypes.FORMAT.typeOf(state.getClass()).storedName() + ".json";
        try (var in = SnapshotTypesTest.class.getResourceAsStream("/golden-snapshots/" + file)) {
            assertThat(in).as("golden file %s", file).isNotNull();
            return new String(in.readAllBytes(), UTF_8).strip();
        }
    }
}
