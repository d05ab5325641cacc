package dev.hansard.command.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.AggregateId;
import dev.hansard.api.Ttl;
import dev.hansard.api.events.EventFormat;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent.SessionCreated;
import dev.hansard.command.Api;
import dev.hansard.command.CommandNode;
import dev.hansard.command.SettableClock;
import dev.hansard.eventstore.Appender;
import dev.hansard.eventstore.EventPlace;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.PayloadPacking;
import dev.hansard.eventstore.PendingAppend;
import dev.hansard.eventstore.PendingEvent;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Very many things are due at one instant, and two nodes could see to them. */
@Isolated("it looks at how long something takes")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MassExpiryTest {

    private static final int SESSIONS = 10_000;
    private static final Duration HOUR = Duration.ofHours(1);

    /** Generous, since it depends on the machine: the time taken is printed. */
    private static final Duration SOON = Duration.ofMinutes(2);

    private final SettableClock clock = new SettableClock();

    /** The events that expire sessions, and the sessions that they expire. */
    private record Expired(long events, long sessions) {}

    @Test
    void ten_thousand_sessions_due_in_one_second_expire_once_while_appends_go_on()
            throws Exception {
        try (TestDatabase database = TestDatabase.create();
                CommandNode node = CommandNode.start(database.url(), clock);
                CommandNode other = CommandNode.start(database.url(), clock)) {
            seed(node);
            node.api()
                    .put("/v1/conversations/talk", "{\"userId\":\"ann\",\"ttl\":\"never\"}")
                    .expect(201);
            var over = new AtomicBoolean();
            var appended = CompletableFuture.supplyAsync(() -> appendUntil(over, other.api()));

            long begin = System.nanoTime();
            clock.advance(HOUR);
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> expired(database).sessions() == SESSIONS);
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);

            over.set(true);
            System.out.printf(
                    "%,d sessions expired in %d ms, %,d messages were appended meanwhile%n",
                    SESSIONS, taken.toMillis(), appended.get());
            assertThat(appended.get()).isPositive();
            assertThat(expired(database)).isEqualTo(new Expired(SESSIONS, SESSIONS));
        }
    }

    /** Appends one message after the other; how many were taken. */
    private static int appendUntil(AtomicBoolean over, Api api) {
        int appended = 0;
        while (!over.get()) {
            api.post(
                            "/v1/conversations/talk/messages",
                            "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}")
                    .expect(201);
            appended++;
        }
        return appended;
    }

    /** As users would have begun them, one after the other. */
    private static void seed(CommandNode node) throws Exception {
        var packing =
                new PayloadPacking(node.bean(EventStoreSettings.class), node.bean(Seals.class));
        List<PendingEvent> created = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            var tasks =
                    IntStream.range(0, SESSIONS)
                            .<Callable<PendingEvent>>mapToObj(n -> () -> created(n, packing))
                            .toList();
            for (var task : threads.invokeAll(tasks)) {
                created.add(task.get());
            }
        }
        assertThat(node.bean(Appender.class).append(PendingAppend.of(created, null)).lastPosition())
                .isEqualTo(SESSIONS);
    }

    private static PendingEvent created(int number, PayloadPacking packing) {
        String user = "user-" + number;
        var event = new SessionCreated(user, Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, Ttl.of(HOUR));
        var type = EventFormat.CURRENT.typeOf(SessionCreated.class);
        AggregateId id = AggregateId.session("default", "desk-" + number);
        var place = new EventPlace(UUID.randomUUID(), id.toString(), 0);
        return new PendingEvent(
                place.eventId(),
                id.tenant(),
                id.type(),
                id.toString(),
                0,
                type.storedName(),
                type.revision(),
                user,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                packing.pack(
                        EventFormat.CURRENT.write(event), KeyOwner.of(id.tenant(), user), place));
    }

    private static Expired expired(TestDatabase database) throws SQLException {
        String sql =
                """
                select count(*), count(distinct aggregate_id) from event
                 where type = 'session.SessionExpired'""";
        try (Connection connection = database.dataSource().getConnection();
                ResultSet found = connection.createStatement().executeQuery(sql)) {
            found.next();
            return new Expired(found.getLong(1), found.getLong(2));
        }
    }
}
