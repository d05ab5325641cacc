package dev.hansard.query.proof;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.api.conversation.Role;
import dev.hansard.eventstore.testing.TestDatabase;
import dev.hansard.eventstore.testing.TestSigning;
import dev.hansard.proof.BadLineException;
import dev.hansard.proof.ExportCheck;
import dev.hansard.proof.ExportLines;
import dev.hansard.proof.VerifyingKey;
import dev.hansard.query.Answer;
import dev.hansard.query.LogWriter;
import dev.hansard.query.RunningQueryService;
import dev.hansard.query.Tenant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Exports as auditors ask for them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExportTest {

    private static final String EXPORT = "/v1/audit/export";
    private static final String MESSAGE =
            "{\"role\":\"user\",\"content\":\"1.10 \\u0000\",\"n\":1.10}";

    @TempDir static Path directory;
    private static TestDatabase database;
    private static LogWriter log;
    private static RunningQueryService service;
    private static TestSigning signing;
    private static int tests;

    /** Of each test its own. */
    private Tenant tenant;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        log = new LogWriter(database.dataSource(), Clock.systemUTC());
        service = RunningQueryService.on(database, Clock.systemUTC());
        signing = new TestSigning(database, directory);
    }

    @BeforeEach
    void talk() {
        tenant = new Tenant("red" + ++tests, log, service);
        new Tenant("blue" + tests, log, service).talk("b", "ann", null).says("of another tenant");
        tenant.talk("a", "ann", null).says(Role.USER, MESSAGE);
        tenant.talk("c", "ben", null).says("of ben");
    }

    @AfterAll
    static void stop() {
        service.close();
        database.close();
    }

    @Test
    void a_tenant_is_exported_with_all_that_proves_it() throws Exception {
        signing.sign();
        tenant.talk("d", "ann", null);
        signing.sign();

        Answer export = tenant.get(EXPORT).ok();

        assertThat(export.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(export.position()).isEqualTo(tenant.written());
        ExportCheck.Result found = check(export.body(), signing.key());
        assertThat(found.begin().tenant()).isEqualTo(tenant.name());
        assertThat(found.events()).isEqualTo(5);
        assertThat(HexFormat.of().formatHex(found.head()))
                .isEqualTo(tenant.get("/v1/audit/head").ok().<String>at("$.head"));
        assertThat(export.body())
                .contains("\"message\":" + MESSAGE + "}}\n")
                .containsPattern(Pattern.compile("(?s)\"kind\":\"head\".*\"kind\":\"head\""))
                .doesNotContain("of another tenant", "\"position\"");
    }

    @Test
    void an_export_ends_where_a_signature_does() throws Exception {
        signing.sign();
        String signed = tenant.get(EXPORT).ok().body();
        tenant.talk("d", "ann", null);

        var begun = CompletableFuture.supplyAsync(() -> tenant.get(EXPORT));
        signing.sign();

        assertThat(check(signed, signing.key()).events()).isEqualTo(4);
        assertThat(check(begun.join().ok().body(), signing.key()).events()).isEqualTo(5);
    }

    @Test
    void pages_follow_each_other_however_long_they_are() throws Exception {
        tenant.talk("long", "lin", null).saysTimes(1_010);
        tenant.talk("wide", "lin", null).says("x".repeat(900_000)).says("y".repeat(900_000));
        signing.sign();

        assertThat(check(tenant.get(EXPORT).ok().body(), signing.key()).events())
                .isEqualTo(4 + 1_011 + 3);
        assertThat(check(tenant.get(EXPORT + "?userId=lin").ok().body(), null).events())
                .isEqualTo(1_011 + 3);
    }

    @Test
    void a_copy_of_one_user_has_that_users_events_and_no_chain() throws Exception {
        Answer copy = tenant.get(EXPORT + "?userId=ann").ok();

        ExportCheck.Result found = check(copy.body(), null);
        assertThat(found.begin().userId()).isEqualTo("ann");
        assertThat(found.events()).isEqualTo(2);
        assertThat(found.head()).isNull();
        assertThat(copy.body()).doesNotContain("of ben", "\"kind\":\"key\"", "of another tenant");
        assertThat(check(tenant.get(EXPORT + "?userId=nobody").ok().body(), null).events())
                .isZero();
        tenant.get(EXPORT + "?userId=a/b").refused(422, "invalid-request");
    }

    @Test
    void a_tenant_without_events_is_exported_as_such() throws Exception {
        String empty = service.get(EXPORT, "Hansard-Tenant", "green").ok().body();

        assertThat(check(empty, null).events()).isZero();
    }

    @Test
    void what_cannot_be_opened_ends_an_export_before_its_last_line() throws Exception {
        signing.sign();
        database.execute(
                "update event set format = 64 where tenant = '%s' and tenant_sequence = 3"
                        .formatted(tenant.name()));

        Answer broken = tenant.getAsIs(EXPORT);

        broken.refused(500, "internal-error");
    }

    private static ExportCheck.Result check(String export, VerifyingKey key)
            throws IOException, BadLineException {
        var check = new ExportCheck(key == null ? List.of() : List.of(key), null);
        var lines = new ExportLines(new ByteArrayInputStream(export.getBytes(UTF_8)));
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            check.next(line);
        }
        return check.end();
    }
}
