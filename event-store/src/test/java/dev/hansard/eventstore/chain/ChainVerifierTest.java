package dev.hansard.eventstore.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChainVerifierTest {

    @TempDir Path directory;
    @TempDir Path elsewhere;
    private ProvenStore store;

    @BeforeEach
    void write() {
        store = ProvenStore.in(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_untouched_tenant_is_proved_up_to_its_last_signed_head() {
        Verified verified = store.verify();

        assertThat(verified.firstBadPosition()).isNull();
        assertThat(verified.problem()).isNull();
        assertThat(verified.eventsChecked()).isEqualTo(7);
        assertThat(verified.unsignedEvents()).isEqualTo(1);
        assertThat(verified.head()).isEqualTo(head());
        assertThat(verified.keysTrusted()).isTrue();
        store.sign();
        assertThat(store.verify().unsignedEvents()).isZero();
    }

    @Test
    void a_tenant_without_events_has_nothing_to_prove() {
        Verified verified =
                new ChainVerifier(store.database.dataSource(), store.seals, store.settings())
                        .verify("nobody", null, (events, of) -> {});

        assertThat(verified).isEqualTo(new Verified(0, null, null, 0, "00".repeat(32), true));
    }

    @Test
    void a_head_that_the_chain_once_had_is_come_by_and_another_is_not() {
        byte[] earlier = store.table.at("default", List.of(4L)).getFirst().head();
        byte[] now = HexFormat.of().parseHex(head());

        assertThat(store.verify(store.settings(), earlier).firstBadPosition()).isNull();
        assertThat(store.verify(store.settings(), now).firstBadPosition()).isNull();
        now[0] ^= 1;
        assertThat(store.verify(store.settings(), now).firstBadPosition())
                .as("after the last signed head")
                .isEqualTo(9);
    }

    @Test
    void a_key_that_was_replaced_goes_on_to_prove_what_it_signed() throws IOException {
        Files.delete(directory.resolve("signing-key"));
        store.append("default", 7);
        store.sign();

        assertThat(store.table.keys()).hasSize(2);
        assertThat(store.verify().firstBadPosition()).isNull();
        assertThat(store.verify().unsignedEvents()).isZero();
    }

    @Test
    void without_the_file_the_keys_are_those_that_are_trusted_by_the_settings() {
        String key = store.settings().key().verifyingKey().text();
        String other = SigningKey.make().verifyingKey().text();

        Verified trusted = store.verify(ProvenStore.settings(elsewhere, key), null);
        Verified mistrusted = store.verify(ProvenStore.settings(elsewhere, other), null);
        Verified none = store.verify(ProvenStore.settings(elsewhere), null);

        assertThat(trusted.firstBadPosition()).isNull();
        assertThat(trusted.keysTrusted()).isTrue();
        assertThat(mistrusted.firstBadPosition()).isEqualTo(3);
        assertThat(none.firstBadPosition()).isNull();
        assertThat(none.keysTrusted()).isFalse();
        assertThat(elsewhere).as("a verification makes no key").isEmptyDirectory();
    }

    @Test
    void while_events_are_written_and_signed_nothing_is_found() throws Exception {
        HeadSigner signer = store.signer();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writing =
                    threads.submit(
                            () ->
                                    LongStream.range(7, 307)
                                            .forEach(n -> store.append("default", n)));
            Future<?> signing =
                    threads.submit(
                            () -> {
                                while (!writing.isDone()) {
                                    signer.sign();
                                }
                            });
            while (!writing.isDone()) {
                Verified verified = store.verify();
                assertThat(verified.firstBadPosition()).as(verified.problem()).isNull();
            }
            writing.get();
            signing.get();
        }
        assertThat(store.verify().eventsChecked()).isEqualTo(307);
    }

    private String head() {
        Sql sql = new Sql(store.database.dataSource());
        return HexFormat.of()
                .formatHex(
                        (byte[])
                                sql.value("select head from tenant_head where tenant = 'default'"));
    }
}
