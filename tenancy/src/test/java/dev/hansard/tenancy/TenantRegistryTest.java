package dev.hansard.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hansard.api.Ttl;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.AllowList;
import dev.hansard.api.tenant.AllowList.Mode;
import dev.hansard.api.tenant.Lifetime;
import dev.hansard.api.tenant.ResultSelector;
import dev.hansard.api.tenant.TenantEvent;
import dev.hansard.api.tenant.TenantEvent.AllowListSet;
import dev.hansard.api.tenant.TenantEvent.KeyRevoked;
import dev.hansard.api.tenant.TenantEvent.ResultsInvalidated;
import dev.hansard.api.tenant.TenantEvent.SettingsSet;
import dev.hansard.api.tenant.TenantEvent.TenantErased;
import dev.hansard.api.tenant.TenantLimit;
import dev.hansard.api.tenant.TenantSettings;
import dev.hansard.edge.access.ApiKey;
import dev.hansard.edge.settings.EdgeSettings;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

@Isolated("it reads what the whole process prints")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(OutputCaptureExtension.class)
class TenantRegistryTest {

    private static final List<String> TENANTS = List.of("acme", "umbra", "none");

    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    private final SettableClock clock = new SettableClock(START);

    @Test
    void a_node_that_has_followed_knows_what_one_that_starts_now_knows() {
        long seed = new Random().nextLong();
        try (TestDatabase database = TestDatabase.create();
                Node following = new Node(database, clock).start()) {
            var log = new TenantLog(database, clock);
            var random = new Random(seed);
            List<ApiKey> made = new ArrayList<>();
            long last = 0;
            for (int i = 0; i < 200; i++) {
                last = log.append(TENANTS.get(random.nextInt(2)), anyEvent(random, made));
                clock.move(Duration.ofSeconds(random.nextInt(3)));
            }
            long end = last;
            await().until(() -> following.follower.position() == end);
            try (Node started = new Node(database, clock).start()) {
                await().until(started.follower::caughtUp);

                assertThat(known(started)).as("seed %d", seed).isEqualTo(known(following));
            }
        }
    }

    @Test
    void a_list_says_who_may_come_in() {
        try (TestDatabase database = TestDatabase.create();
                Node node = new Node(database, clock)) {
            var log = new TenantLog(database, clock);
            log.append("acme", new AllowListSet(Mode.LISTED, List.of("ann", "ann", "bob")));
            log.append("umbra", new AllowListSet(Mode.EVERYONE, List.of("ann")));
            node.start();

            TenantRegistry registry = node.gate.now();

            assertThat(registry.allows("acme", "bob")).isTrue();
            assertThat(registry.allows("acme", "eve")).isFalse();
            assertThat(registry.allows("umbra", "eve")).isTrue();
            assertThat(registry.allows("none", "eve")).isTrue();
            assertThat(registry.allowListOf("acme"))
                    .isEqualTo(new AllowList(Mode.LISTED, List.of("ann", "bob")));
            assertThat(registry.versionOf("acme")).isEqualTo(1);
            assertThat(registry.versionOf("none")).isZero();
        }
    }

    @Test
    void of_a_tenant_that_was_erased_nothing_else_is_known() {
        try (TestDatabase database = TestDatabase.create();
                Node node = new Node(database, clock)) {
            var log = new TenantLog(database, clock);
            ApiKey key = log.makeKey("acme", null);
            log.append("acme", new AllowListSet(Mode.LISTED, List.of("ann")));
            log.append("acme", new TenantErased());
            ApiKey other = log.makeKey("umbra", null);
            node.start();

            TenantRegistry registry = node.gate.now();

            assertThat(registry.isErased("acme")).isTrue();
            assertThat(registry.isErased("umbra")).isFalse();
            assertThat(registry.keysOf("acme")).isEmpty();
            assertThat(node.keys.find(key.text())).isNull();
            assertThat(node.keys.find(other.text())).isNotNull();
            assertThat(registry.versionOf("acme")).isEqualTo(3);
        }
    }

    @Test
    void where_others_can_come_in_one_warning_names_the_tenants_without_a_list(
            CapturedOutput output) {
        try (TestDatabase database = TestDatabase.create();
                Node node = new Node(database, clock)) {
            var log = new TenantLog(database, clock);
            log.append("acme", new AllowListSet(Mode.LISTED, List.of()));
            log.makeKey("umbra", null);
            node.start();
            TenantRegistry registry = node.gate.now();

            new OpenTenants(new EdgeSettings(null, false, Path.of("k"))).accept(registry);
            assertThat(output).doesNotContain("every user may come in");
            new OpenTenants(new EdgeSettings(null, true, Path.of("k"))).accept(registry);

            assertThat(output)
                    .containsOnlyOnce("every user may come in to default, umbra: no list");
        }
    }

    @Test
    void many_tenants_are_not_all_named(CapturedOutput output) {
        try (TestDatabase database = TestDatabase.create();
                Node node = new Node(database, clock)) {
            var log = new TenantLog(database, clock);
            for (int i = 10; i < 22; i++) {
                log.append("t" + i, new AllowListSet(Mode.EVERYONE, List.of()));
            }
            log.append("default", new AllowListSet(Mode.LISTED, List.of()));
            node.start();

            new OpenTenants(new EdgeSettings("k", false, Path.of("k"))).accept(node.gate.now());

            assertThat(output)
                    .contains("t10, t11")
                    .contains("t19 and 2 more")
                    .doesNotContain("t20,");
        }
    }

    private TenantEvent anyEvent(Random random, List<ApiKey> made) {
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                ApiKey key = ApiKey.make(false, new SecureRandom());
                made.add(key);
                return TenantLog.created(
                        key,
                        AccessRole.AGENT,
                        random.nextBoolean() ? null : clock.instant().plusSeconds(10));
            }
            case 2 -> {
                return made.isEmpty()
                        ? new KeyRevoked("k0")
                        : new KeyRevoked(made.get(random.nextInt(made.size())).id());
            }
            case 3 -> {
                return new SettingsSet(
                        new TenantSettings(
                                Map.of(
                                        Lifetime.SESSION,
                                        Ttl.of(Duration.ofHours(1 + random.nextInt(9)))),
                                Map.of(TenantLimit.PROFILE, 64 + random.nextInt(9))));
            }
            case 4 -> {
                return new ResultsInvalidated(ResultSelector.By.ALL, null, null);
            }
            default -> {
                return new AllowListSet(
                        Mode.values()[random.nextInt(2)], List.of("u" + random.nextInt(3)));
            }
        }
    }

    private static List<Object> known(Node node) {
        return TENANTS.stream()
                .<Object>flatMap(
                        tenant ->
                                Stream.concat(
                                        Stream.of(
                                                node.registry.allowListOf(tenant),
                                                node.registry.settingsOf(tenant),
                                                node.registry.versionOf(tenant)),
                                        node.registry.keysOf(tenant).stream()
                                                .map(
                                                        key ->
                                                                List.of(
                                                                        key,
                                                                        node.registry.find(
                                                                                        key.created()
                                                                                                .keyId())
                                                                                != null))))
                .toList();
    }
}
