package dev.hansard.query.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.tenant.AccessRole;
import dev.hansard.api.tenant.ResultSelector.By;
import dev.hansard.edge.access.Credential;
import dev.hansard.edge.access.Credentials;
import dev.hansard.eventstore.testing.SettableClock;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.query.Answer;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is refused, and to whom, on a node that asks for keys. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ResultInputTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SettableClock CLOCK =
            new SettableClock(Instant.parse("2026-01-01T09:00:00Z"));
    private static final LogWriter LOG = new LogWriter(DATABASE.dataSource(), CLOCK);

    /** Each key is the name of the user it is bound to; but two are of nobody. */
    private static final Credentials KEYS =
            name ->
                    switch (name) {
                        case "agent" -> new Credential("key", AccessRole.AGENT, "acme", null);
                        case "reader" -> new Credential("key", AccessRole.READER, "acme", null);
                        default -> new Credential("key-" + name, AccessRole.AGENT, "acme", name);
                    };

    private static RunningQueryService node;
    private static ResultClient agent;

    @BeforeAll
    static void start() {
        node =
                RunningQueryService.on(
                        DATABASE, CLOCK, Map.of("keys", KEYS), "--hansard.admin-key=any");
        agent = client("agent");
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {'request':1,'output':1} | /agent
                    {'agent':' ','request':1,'output':1} | /agent
                    {'agent':7,'request':1,'output':1} | /agent
                    {'agent':'a','output':1} | /request
                    {'agent':'a','request':1} | /output
                    {'agent':'a','request':1,'output':1,'contentHash':''} | /contentHash
                    {'agent':'a','request':1,'output':1,'tags':'t'} | /tags
                    {'agent':'a','request':1,'output':1,'tags':['t','']} | /tags/1
                    {'agent':'a','request':1,'output':1,'tags':[null]} | /tags/0
                    {'agent':'a','request':1,'output':1,'ttl':'PT0S'} | /ttl
                    {'agent':'a','request':1,'output':1,'ttl':'PT-5M'} | /ttl
                    {'agent':'a','request':1,'output':1,'ttl':'P11Y'} | /ttl
                    {'agent':'a','request':1,'output':1,'ttl':300} | /ttl
                    {'agent':'a','request':1,'output':1,'userId':'a b'} | /userId
                    {'agent':'a','request':1,'output':1,'accessCount':1} | /accessCount""")
    void what_breaks_a_rule_is_refused_where_it_stands(String body, String pointer) {
        Answer refused = agent.store(body).refused(422, "invalid-request");

        assertThat(refused.<String>at("$.errors[0].pointer")).isEqualTo(pointer);
    }

    @Test
    void a_number_without_a_canonical_form_is_refused_in_what_keys_are_made_of_only() {
        String[] bodies = {
            "{'agent':'a','request':{'n':[1e400]}%s}",
            "{'agent':'a','request':1,'permissions':12345678901234567890%s}"
        };
        String[] pointers = {"/request/n/0", "/permissions"};
        for (int i = 0; i < bodies.length; i++) {
            Answer found = agent.lookUp(bodies[i].formatted(""));
            Answer stored = agent.store(bodies[i].formatted(",'output':1"));
            for (Answer refused : new Answer[] {found, stored}) {
                refused.refused(422, "number-not-canonical");
                assertThat(refused.<String>at("$.errors[0].pointer")).isEqualTo(pointers[i]);
            }
        }
        agent.store("{'agent':'a','request':'1e400','output':1e400}").is(201);
    }

    @Test
    void there_are_limits() {
        String named = "{'agent':'%s','request':'limits','output':1,'tags':[%s]}";
        agent.store(named.formatted("a".repeat(129), "")).refused(422, "invalid-request");
        agent.store(named.formatted("a", tags(33))).refused(422, "invalid-request");
        agent.store(named.formatted("a", "'" + "t".repeat(129) + "'"))
                .refused(422, "invalid-request");
        agent.store(named.formatted("a".repeat(128), tags(31) + ",'" + "t".repeat(128) + "'"))
                .is(201);
        String large = "'" + "x".repeat(200 * 1024) + "'";
        String both = "{'agent':'a','request':%s,'permissions':%s,'output':%s}";
        agent.store(both.formatted(large, "'p'", large)).is(201);
        Answer tooMuch = agent.store(both.formatted(large, large, "1")).refused(413, "too-large");
        assertThat(tooMuch.<String>at("$.errors[0].pointer")).isEqualTo("/permissions");
        agent.store(both.formatted("1", "'" + "x".repeat(256 * 1024) + "'", "1"))
                .refused(413, "too-large");
        agent.store(both.formatted("1", "1", "'" + "x".repeat(4 * 1024 * 1024) + "'"))
                .refused(413, "too-large");
        agent.store(both.formatted("2", "1", "'" + "x".repeat(4 * 1024 * 1024 - 2) + "'")).is(201);
    }

    @Test
    void a_reader_may_find_and_not_store() {
        String asked = "{'agent':'readable','request':1}";
        agent.store("{'agent':'readable','request':1,'output':1}").is(201);

        client("reader").lookUp(asked).ok();
        client("reader")
                .store("{'agent':'readable','request':2,'output':1}")
                .refused(403, "forbidden");
    }

    @Test
    void what_is_personal_to_another_user_is_not_there() {
        String ofAnn = "{'agent':'walls','request':1,'userId':'ann'%s}";
        String ofNobody = "{'agent':'walls','request':1%s}";
        ResultClient ann = client("ann");
        ResultClient bob = client("bob");
        String key = ann.store(ofAnn.formatted(",'output':'secret'")).is(201).at("$.key");

        bob.lookUp(ofAnn.formatted("")).refused(404, "not-found");
        bob.store(ofAnn.formatted(",'output':1")).refused(404, "not-found");
        bob.get("/v1/results/" + key).refused(404, "not-found");
        bob.lookUp(ofNobody.formatted("")).refused(404, "result-miss");
        ann.get("/v1/results/" + key).ok();
        agent.get("/v1/results/" + key).ok();
        agent.lookUp(ofAnn.formatted("")).ok();

        String shared = bob.store(ofNobody.formatted(",'output':1")).is(201).at("$.key");
        ann.lookUp(ofNobody.formatted("")).ok();
        ann.get("/v1/results/" + shared).ok();
    }

    @Test
    void an_invalidation_by_somebody_who_is_bound_leaves_what_is_anothers() {
        String stored = "{'agent':'reach','request':1,'output':1%s}";
        agent.store(stored.formatted(",'userId':'ann'")).is(201);
        agent.store(stored.formatted(",'userId':'bob'")).is(201);
        agent.store(stored.formatted("")).is(201);

        String position = "" + agent.invalidate(By.AGENT, "reach", "bob");

        String asked = "{'agent':'reach','request':1%s}";
        String[] min = {"Hansard-Min-Position", position};
        agent.lookUp(asked.formatted(",'userId':'ann'"), min).ok();
        agent.lookUp(asked.formatted(",'userId':'bob'"), min).refused(404, "result-miss");
        agent.lookUp(asked.formatted(""), min).refused(404, "result-miss");
    }

    private static String tags(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "'t" + i + "'")
                .collect(Collectors.joining(","));
    }

    /** With a key that does not name the tenant: it is the key's. */
    private static ResultClient client(String key) {
        return new ResultClient(node, LOG, "acme", "Authorization", "Bearer " + key);
    }
}
