package dev.hansard.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AggregateId;
import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.TenantEvent.KeyCreated;
import dev.hansard.api.tenant.TenantEvent.KeyRevoked;
import dev.hansard.edge.access.ApiKey;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Clock;

/** A stream is open no longer than its key is good. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RevokedKeyTest {

    private final TestDatabase database = TestDatabase.create();
    private final LogWriter log = new LogWriter(database.dataSource(), Clock.systemUTC());

    @Test
    void a_stream_ends_when_its_key_is_revoked_and_those_of_other_keys_go_on() throws Exception {
        try (database;
                RunningQueryService service =
                        RunningQueryService.on(
                                database,
                                Clock.systemUTC(),
                                "--hansard.admin-key=root",
                                "--hansard.stream.heartbeat=100ms")) {
            ApiKey key = make();
            ApiKey other = make();
            try (Listener revoked = listen(service, key);
                    Listener goesOn = listen(service, other)) {
                var tenant = new Tenant("red", log, service);
                var talk = tenant.talk("trip", "ann", null);
                revoked.awaitEvent(tenant.written());

                append(new KeyRevoked(key.id()));
                revoked.awaitEnd();

                talk.says("only to those who may still hear it");
                goesOn.awaitEvent(tenant.written());
                assertThat(revoked.ids()).doesNotContain(tenant.written());
                assertThat(
                                service.get("/v1/stream", "Authorization", "Bearer " + key.text())
                                        .status())
                        .isEqualTo(401);
            }
        }
    }

    private ApiKey make() {
        ApiKey key = ApiKey.make(false, new SecureRandom());
        append(new KeyCreated(key.id(), AccessRole.READER, "name", null, key.hash(), null, null));
        return key;
    }

    private void append(Object event) {
        log.append(AggregateId.tenant("red"), null, null, event);
    }

    private static Listener listen(RunningQueryService service, ApiKey key) {
        return new Listener(
                service.lines("/v1/stream?after=0", "Authorization", "Bearer " + key.text()));
    }
}
