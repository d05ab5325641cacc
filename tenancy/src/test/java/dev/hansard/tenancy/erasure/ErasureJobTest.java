package dev.hansard.tenancy.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AggregateId;
import dev.hansard.api.events.EventFormat;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.api.tenant.TenantEvent.ErasureCompleted;
import dev.hansard.api.tenant.TenantEvent.TenantErased;
import dev.hansard.api.tenant.TenantEvent.TenantErasureCompleted;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.UserErased;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.PendingAppend;
import dev.hansard.eventstore.PendingEvent;
import dev.hansard.eventstore.PendingPayload;
import dev.hansard.eventstore.PostgresEventLog;
import dev.hansard.eventstore.seal.SealedStore;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestNode;
import dev.hansard.eventstore.testing.TestSeals;
import dev.hansard.tenancy.erasure.ErasureJob.Status;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a node does about somebody who was erased, and what it tells of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ErasureJobTest {

    private static final KeyOwner ANN = KeyOwner.of("default", "ann");
    private static final KeyOwner ACME = KeyOwner.tenant("acme");
    private static final AggregateId ANN_ID = AggregateId.user("default", "ann");
    private static final Instant ERASED_AT = Instant.parse("2026-01-02T03:04:05Z");

    private final List<KeyOwner> forgotten = new ArrayList<>();
    private TestDatabase database;
    private TestNode store;
    private EventLog log;
    private ErasureTable table;
    private Forgetting forgetting;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        store = TestNode.on(database.dataSource());
        log = new PostgresEventLog(database.dataSource(), EventFormat.CURRENT::read);
        table = new ErasureTable(database.dataSource());
        var sealed =
                SealedStore.open(
                        database.dataSource(),
                        TestSeals.settings(TestSeals.KEY),
                        null,
                        Clock.systemUTC());
        forgetting = new Forgetting(table, log, sealed, store.signal(), List.of(forgotten::add));
    }

    @AfterEach
    void stop() {
        store.close();
        database.close();
    }

    @Test
    void it_runs_until_there_is_a_receipt_and_tells_what_stands_in_that() {
        long erased = append(ANN_ID, "ann", new UserErased());
        database.execute(
                "select erase('default', 'ann', %d, '%s', now())".formatted(erased, ERASED_AT));

        assertThat(table.unfinished(10)).extracting(Erasure::owner).containsExactly(ANN);
        assertThat(job().status()).isEqualTo(Status.RUNNING);
        assertThat(job().finishedAt()).isNull();
        assertThat(job().position()).isEqualTo(erased);

        var receipt = new ErasureCompleted("ann", erased, ERASED_AT, 7, 2, 1);
        table.finish(ANN, append(AggregateId.tenant("default"), null, receipt));

        assertThat(table.unfinished(10)).isEmpty();
        ErasureJob done = job();
        assertThat(done.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(done.progress()).isOne();
        assertThat(done.finishedAt()).isNotNull();
        assertThat(done.erasedAt()).isEqualTo(ERASED_AT);
        assertThat(List.of(done.events(), done.conversations(), done.sessions()))
                .containsExactly(7L, 2L, 1L);
    }

    @Test
    void nothing_is_known_of_an_erasure_that_nobody_asked_for() {
        assertThat(table.find(ANN)).isEmpty();
        assertThat(table.unfinished(10)).isEmpty();
    }

    @Test
    void a_node_lets_go_when_it_reads_of_it_and_once_more_at_the_next_beat() {
        assertThat(forgetting.resumeAfter()).as("nothing is in memory yet").isZero();
        append(ANN_ID, "ann", new ProfileRemoved());
        append(AggregateId.user("default", "ben"), "ben", new UserErased());

        forgetting.apply(log.read(0, 10));

        KeyOwner ben = KeyOwner.of("default", "ben");
        assertThat(forgotten).containsExactly(ben);
        assertThat(forgetting.resumeAfter()).isEqualTo(2);
        forgetting.again();
        forgetting.again();
        assertThat(forgotten).containsExactly(ben, ben);
    }

    @Test
    void that_of_a_tenant_takes_its_users_along() {
        long erased = append(AggregateId.tenant("acme"), null, new TenantErased());
        database.execute("select erase('acme', 'cat', null, null, now())");
        database.execute("select erase('acme', '', %d, '%s', now())".formatted(erased, ERASED_AT));
        database.execute(
                "insert into node values (0, now() + interval '1 hour', '%s')"
                        .formatted(UUID.randomUUID()));

        assertThat(table.unfinished(10)).extracting(Erasure::owner).containsExactly(ACME);
        assertThat(jobOfTenant().status()).isEqualTo(Status.RUNNING);
        assertThat(jobOfTenant().progress()).isEqualTo(0.25);
        database.execute("update node set position = " + erased);
        assertThat(jobOfTenant().progress()).isEqualTo(0.75);

        var receipt = new TenantErasureCompleted("acme", erased, ERASED_AT, 7, 3, 2, 1);
        table.finish(ACME, append(AggregateId.tenant(StoreTenant.NAME), null, receipt));

        assertThat(table.unfinished(10)).isEmpty();
        TenantErasureJob done = jobOfTenant();
        assertThat(done.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(done.progress()).isOne();
        assertThat(List.of(done.events(), done.users(), done.conversations(), done.sessions()))
                .containsExactly(7L, 3L, 2L, 1L);
    }

    @Test
    void a_node_that_starts_lets_go_of_what_tables_may_have_of_a_tenant() {
        database.execute("select erase('default', 'ann', null, null, now())");
        database.execute("select erase('acme', '', null, null, now())");

        long from = forgetting.resumeAfter();

        assertThat(from).isZero();
        assertThat(forgotten).containsExactly(ACME);
    }

    private TenantErasureJob jobOfTenant() {
        return TenantErasureJob.of(table.find(ACME).orElseThrow(), table, log);
    }

    private ErasureJob job() {
        return ErasureJob.of(table.find(ANN).orElseThrow(), log);
    }

    /** The first event of something. */
    private long append(AggregateId id, @Nullable String userId, Object payload) {
        var type = EventFormat.CURRENT.typeOf(payload.getClass());
        var event =
                new PendingEvent(
                        UUID.randomUUID(),
                        id.tenant(),
                        id.type(),
                        id.toString(),
                        0,
                        type.storedName(),
                        type.revision(),
                        userId,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        PendingPayload.plain(EventFormat.CURRENT.write(payload)));
        return store.appender().append(PendingAppend.of(List.of(event), null)).lastPosition();
    }
}
