package dev.hansard.query.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Ttl;
import dev.hansard.api.json.Json;
import dev.hansard.api.session.SessionEvent.MetadataSet;
import dev.hansard.api.session.SessionEvent.PreferencesSet;
import dev.hansard.api.session.SessionEvent.Reason;
import dev.hansard.api.session.SessionEvent.SessionEnded;
import dev.hansard.api.session.SessionEvent.SessionExpired;
import dev.hansard.api.session.SessionEvent.SessionReopened;
import dev.hansard.api.session.SessionEvent.SessionReset;
import dev.hansard.api.session.SessionEvent.StateRemoved;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is read of sessions: one, a user's current one, its state, lists and counts. */
@ResourceLock(RunningQueryService.SHARED)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionQueriesTest {

    private final Tenant tenant = RunningQueryService.tenant("sessions");
    private final Tenant other = RunningQueryService.tenant("another-tenant");

    @Test
    void a_session_shows_what_it_is_and_its_version() {
        Instant started = now();
        tenant.session("whole", "ann");
        tenant.state("whole", "ann", "flow", "{\"step\":1.10}", null);
        tenant.session("whole", "ann", new MetadataSet(Json.trusted("{\"a\":1}"), null));
        tenant.session("whole", "ann", new PreferencesSet(Json.trusted("{\"mine\":true}")));
        tenant.talk("whole-talk", "ann", "whole").saysTimes(2);

        var answer = tenant.get("/v1/sessions/whole").ok();

        assertThat(answer.body())
                .isEqualTo(
                        ("{'sessionId':'whole','userId':'ann','status':'active','metadata':{'a':1},"
                                        + "'preferences':{'autoCompact':true,'showTranscription':true,"
                                        + "'maxTurnsBeforeCompact':20,'mine':true},"
                                        + "'state':{'flow':{'step':1.10}},'turnCount':2,"
                                        + "'createdAt':'%s','lastActivityAt':'%s','expiresAt':'%s',"
                                        + "'version':4}")
                                .replace('\'', '"')
                                .formatted(started, started, started.plus(Duration.ofHours(1))));
        assertThat(answer.header("ETag")).isEqualTo("\"4\"");
    }

    @Test
    void what_a_conversation_does_is_activity_of_its_session() {
        tenant.session("busy", "bob");
        RunningQueryService.CLOCK.move(Duration.ofMinutes(10));
        tenant.talk("busy-talk", "bob", "busy").says("still here");

        var answer = tenant.get("/v1/sessions/busy").ok();

        assertThat(Instant.parse(answer.at("$.lastActivityAt"))).isEqualTo(now());
        assertThat(answer.<Integer>at("$.version")).isEqualTo(1);
        // It has changed without a new version.
        tenant.get("/v1/sessions/busy", "If-None-Match", "\"1\"").ok();
        tenant.get("/v1/users/bob/session", "If-None-Match", "\"1\"").ok();
    }

    @Test
    void a_key_is_gone_for_every_reader_at_its_instant() {
        tenant.session("timed", "tia");
        tenant.state("timed", "tia", "brief", "1", now().plusSeconds(30));
        tenant.state("timed", "tia", "lasting", "2", null);

        assertThat(tenant.get("/v1/sessions/timed/state/brief").ok().body())
                .isEqualTo(
                        "{\"key\":\"brief\",\"value\":1,\"expiresAt\":\"%s\"}"
                                .formatted(now().plusSeconds(30)));
        assertThat(tenant.get("/v1/sessions/timed/state/lasting").ok().header("ETag"))
                .isEqualTo("\"3\"");
        assertThat(tenant.get("/v1/sessions/timed/state").ok().each("key"))
                .containsExactly("brief", "lasting");

        RunningQueryService.CLOCK.move(Duration.ofSeconds(30).minusNanos(1_000));
        tenant.get("/v1/sessions/timed/state/brief").ok();
        RunningQueryService.CLOCK.move(Duration.ofNanos(1_000));
        tenant.get("/v1/sessions/timed/state/brief").refused(404, "not-found");
        assertThat(
                        tenant.get("/v1/sessions/timed/state", "If-None-Match", "\"3\"")
                                .ok()
                                .each("key"))
                .containsExactly("lasting");
        assertThat(tenant.get("/v1/sessions/timed").ok().body())
                .contains("\"state\":{\"lasting\":2}");
        assertThat(tenant.get("/v1/sessions?userId=tia").ok().body())
                .contains("\"state\":{\"lasting\":2}");
    }

    @Test
    void a_removed_and_an_unknown_key_are_not_there() {
        tenant.session("keys", "kim");
        tenant.state("keys", "kim", "once", "1", null);
        tenant.session("keys", "kim", new StateRemoved("once"));

        tenant.get("/v1/sessions/keys/state/once").refused(404, "not-found");
        tenant.get("/v1/sessions/keys/state/never").refused(404, "not-found");
        tenant.get("/v1/sessions/nowhere/state").refused(404, "not-found");
    }

    @Test
    void a_reset_brings_back_the_defaults() {
        tenant.session("reset", "rae");
        tenant.state("reset", "rae", "k", "1", null);
        tenant.session("reset", "rae", new PreferencesSet(Json.trusted("{\"autoCompact\":false}")));
        tenant.talk("reset-talk", "rae", "reset").saysTimes(3);
        tenant.session("reset", "rae", new SessionReset());

        var answer = tenant.get("/v1/sessions/reset").ok();

        assertThat(answer.<Integer>at("$.turnCount")).isZero();
        assertThat(answer.<Boolean>at("$.preferences.autoCompact")).isTrue();
        assertThat(answer.body()).contains("\"state\":{}");
    }

    @Test
    void an_ended_and_an_expired_one_stay_readable_without_their_state() {
        tenant.session("ended", "eda");
        tenant.state("ended", "eda", "k", "1", null);
        tenant.session("ended", "eda", new SessionEnded(Reason.REQUESTED));
        tenant.session("expired", "edi");
        tenant.state("expired", "edi", "k", "1", null);
        tenant.session("expired", "edi", new SessionExpired(now()));

        for (String id : List.of("ended", "expired")) {
            var answer = tenant.get("/v1/sessions/" + id).ok();
            assertThat(answer.<String>at("$.status")).isEqualTo(id);
            assertThat(answer.body()).contains("\"state\":{}").doesNotContain("expiresAt");
            tenant.get("/v1/sessions/" + id + "/state/k").refused(404, "not-found");
        }
    }

    @Test
    void the_current_session_is_the_newest_while_it_is_active() {
        tenant.get("/v1/users/cho/session").refused(404, "not-found");
        tenant.session("first", "cho");
        tenant.session("first", "cho", new SessionEnded(Reason.SUPERSEDED));
        tenant.session("second", "cho");

        var current = tenant.get("/v1/users/cho/session").ok();
        assertThat(current.<String>at("$.sessionId")).isEqualTo("second");
        assertThat(current.header("ETag")).isEqualTo("\"1\"");

        tenant.session("second", "cho", new SessionExpired(now()));
        tenant.get("/v1/users/cho/session").refused(404, "not-found");
        tenant.session(
                "second",
                "cho",
                new SessionReopened(Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, Ttl.NEVER));
        tenant.get("/v1/users/cho/session").ok();
        other.get("/v1/users/cho/session").refused(404, "not-found");
    }

    @Test
    void lists_are_filtered_and_go_on_page_by_page() {
        tenant.session("l1", "lea");
        tenant.session("l2", "lea");
        tenant.session("l3", "lea");
        tenant.session("l1", "lea", new SessionEnded(Reason.SUPERSEDED));

        var first = tenant.get("/v1/sessions?userId=lea&limit=2").ok();
        var second = tenant.get("/v1/sessions?userId=lea&limit=2&after=" + first.next()).ok();
        assertThat(first.each("sessionId")).containsExactly("l1", "l2");
        assertThat(second.each("sessionId")).containsExactly("l3");
        assertThat(tenant.get("/v1/sessions?userId=lea&order=desc&limit=2").ok().each("sessionId"))
                .containsExactly("l3", "l2");
        assertThat(tenant.get("/v1/sessions?userId=lea&status=ended").ok().each("sessionId"))
                .containsExactly("l1");
        other.get("/v1/sessions/l1").refused(404, "not-found");
        tenant.get("/v1/sessions?status=deleted-or-so").refused(422, "invalid-request");
    }

    @Test
    void sessions_are_counted_by_status() {
        var counted = RunningQueryService.tenant("counted");
        counted.session("c1", "cyd");
        counted.session("c2", "cyd");
        counted.session("c1", "cyd", new SessionEnded(Reason.SUPERSEDED));

        assertThat(counted.get("/v1/stats/sessions").ok().body()).isEqualTo("{\"count\":2}");
        assertThat(counted.get("/v1/stats/sessions?status=active").ok().body())
                .isEqualTo("{\"count\":1}");
    }

    @Test
    void a_session_waits_for_the_position_that_is_asked_for_and_then_says_that_it_is_behind() {
        tenant.session("late", "lou");
        String ahead = String.valueOf(tenant.written() + 1_000);

        for (String path : List.of("/v1/sessions", "/v1/sessions/late", "/v1/stats/sessions")) {
            var answer =
                    tenant.getAsIs(path, "Hansard-Min-Position", ahead, "Prefer", "wait=0")
                            .refused(503, "read-model-behind");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
    }

    private static Instant now() {
        return RunningQueryService.CLOCK.instant();
    }
}
