package dev.hansard.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.AllowList.Mode;
import dev.hansard.api.tenant.StoreTenant;
import dev.hansard.api.tenant.TenantEvent.AllowListSet;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.api.tenant.TenantEvent.KeyRevoked;
import dev.hansard.edge.access.ApiKey;
import dev.hansard.edge.access.Credential;
import dev.hansard.eventstore.FollowerState.Stopped;
import dev.hansard.eventstore.StoreUnavailableException;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The keys of a node, while another one makes and revokes them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RegisteredKeysTest {

    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    private final SettableClock clock = new SettableClock(START);
    private TestDatabase database;
    private TenantLog log;
    private Node node;

    @BeforeEach
    void begin() {
        database = TestDatabase.create();
        log = new TenantLog(database, clock);
        node = new Node(database, clock);
    }

    @AfterEach
    void end() {
        node.close();
        database.close();
    }

    @Test
    void a_key_stands_for_what_was_said_when_it_was_made() {
        ApiKey key = ApiKey.make(false, new SecureRandom());
        log.append(
                "acme",
                new KeyCreated(key.id(), AccessRole.READER, "bot", "ann", key.hash(), null, 7));
        ApiKey operators = log.makeKey(StoreTenant.NAME, null);
        node.start();

        assertThat(node.keys.find(key.text()))
                .isEqualTo(new Credential(key.id(), AccessRole.READER, "acme", "ann", 7));
        assertThat(node.keys.find(operators.text()))
                .isEqualTo(new Credential(operators.id(), AccessRole.OPERATOR, null, null));
        assertThat(node.uses.lastUses(List.of(key.id(), operators.id(), "k0")))
                .isEqualTo(Map.of(key.id(), START, operators.id(), START));
    }

    @Test
    void a_key_that_was_made_a_moment_ago_elsewhere_is_known_when_it_is_used() {
        node.start();
        assertThat(node.keys.find(ApiKey.make(false, new SecureRandom()).text())).isNull();

        for (int i = 0; i < 20; i++) {
            assertThat(node.keys.find(log.makeKey("acme", null).text())).isNotNull();
        }
    }

    @Test
    void a_revoked_key_is_none_as_soon_as_the_node_hears_of_it() {
        ApiKey key = log.makeKey("acme", null);
        ApiKey other = log.makeKey("acme", null);
        node.start();
        assertThat(node.keys.find(key.text())).isNotNull();

        log.append("acme", new KeyRevoked(key.id()));

        await().until(() -> node.keys.find(key.text()) == null);
        assertThat(node.keys.find(other.text())).isNotNull();
    }

    @Test
    void a_key_whose_time_is_over_is_none_and_is_forgotten() {
        ApiKey key = log.makeKey("acme", START.plusSeconds(60));
        node.start();
        assertThat(node.keys.find(key.text())).isNotNull();

        clock.move(Duration.ofSeconds(60));

        assertThat(node.keys.find(key.text())).isNull();
        log.append("acme", new AllowListSet(Mode.EVERYONE, List.of()));
        ApiKey next = log.makeKey("acme", null);
        assertThat(node.keys.find(next.text())).isNotNull();
        assertThat(node.registry.keysOf("acme"))
                .extracting(kept -> kept.created().keyId())
                .containsExactly(next.id());
        assertThat(node.keys.find(key.text())).isNull();
    }

    @Test
    void the_right_id_with_another_secret_is_no_key() {
        ApiKey key = log.makeKey("acme", null);
        node.start();
        String other = ApiKey.make(false, new SecureRandom()).text();

        String mixed = key.text().substring(0, 22) + other.substring(22);

        assertThat(ApiKey.parse(mixed).id()).isEqualTo(key.id());
        assertThat(node.keys.find(mixed)).isNull();
        assertThat(node.uses.lastUses(List.of(key.id()))).isEmpty();
    }

    @Test
    void an_unknown_key_costs_one_look_and_anything_else_none() {
        ApiKey known = log.makeKey("acme", null);
        node.start();
        assertThat(node.keys.find(known.text())).isNotNull();
        String unknown = ApiKey.make(false, new SecureRandom()).text();
        int before = node.looks.get();

        for (int i = 0; i < 10; i++) {
            assertThat(node.keys.find(unknown)).isNull();
            assertThat(node.keys.find("correct-horse")).isNull();
            assertThat(node.keys.find(known.text())).isNotNull();
        }

        assertThat(node.looks.get() - before).isEqualTo(1);
    }

    @Test
    void without_the_store_known_keys_go_on_and_of_others_nothing_can_be_said() {
        ApiKey known = log.makeKey("acme", null);
        node.start();
        assertThat(node.keys.find(known.text())).isNotNull();

        node.outage.set(new StoreUnavailableException("gone", new IllegalStateException()));

        assertThat(node.keys.find(known.text())).isNotNull();
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> node.keys.find(ApiKey.make(false, new SecureRandom()).text()));
    }

    @Test
    void before_the_node_knows_all_keys_it_says_so() {
        ApiKey key = log.makeKey("acme", null);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> node.keys.find(key.text()))
                .satisfies(
                        refusal ->
                                assertThat(refusal.code()).isEqualTo(ErrorCode.READ_MODEL_BEHIND));
        assertThat(new TenancyHealth(node.follower).health().getStatus())
                .isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void what_cannot_be_read_elsewhere_does_not_matter() {
        log.appendUnreadable(AggregateId.session("acme", "s"));
        ApiKey key = log.makeKey("acme", null);
        log.appendUnreadable(AggregateId.session("acme", "s"));
        node.start();

        assertThat(node.keys.find(key.text())).isNotNull();
        assertThat(new TenancyHealth(node.follower).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void an_event_of_a_tenant_that_cannot_be_read_closes_the_door() {
        ApiKey key = log.makeKey("acme", null);
        long position = log.appendUnreadable(AggregateId.tenant("acme"));
        log.append("umbra", new AllowListSet(Mode.LISTED, List.of("ann")));
        node.start();

        await().until(() -> node.follower.state() instanceof Stopped);

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> node.keys.find(key.text()));
        assertThat(new TenancyHealth(node.follower).health().getDetails())
                .containsEntry("stoppedAt", position)
                .containsEntry("type", "future.Unknown");
    }

    @Test
    void a_key_to_everything_counts_in_the_tenant_of_the_store_only() {
        ApiKey smuggled = ApiKey.make(true, new SecureRandom());
        log.append("acme", TenantLog.created(smuggled, AccessRole.OPERATOR, null));
        ApiKey misplaced = ApiKey.make(false, new SecureRandom());
        log.append(StoreTenant.NAME, TenantLog.created(misplaced, AccessRole.ADMIN, null));
        node.start();

        assertThat(node.keys.find(smuggled.text())).isNull();
        assertThat(node.keys.find(misplaced.text())).isNull();
    }
}
