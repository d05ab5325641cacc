package dev.hansard.allinone;

import dev.hansard.allinone.postgres.EmbeddedPostgres;
import dev.hansard.allinone.transfer.TransferSettings;
import dev.hansard.edge.settings.EdgeSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

import java.nio.file.Path;
import java.util.Optional;

/** Tells who has started Hansard what there is now, and what to try. */
final class WelcomeMessage implements ApplicationListener<ApplicationReadyEvent> {

    private final Environment environment;
    private final EdgeSettings edge;
    private final DataSettings data;
    private final TransferSettings transfer;
    private final Optional<EmbeddedPostgres> embedded;

    WelcomeMessage(
            Environment environment,
            EdgeSettings edge,
            DataSettings data,
            TransferSettings transfer,
            ObjectProvider<EmbeddedPostgres> embedded) {
        this.environment = environment;
        this.edge = edge;
        this.data = data;
        this.transfer = transfer;
        this.embedded = Optional.ofNullable(embedded.getIfAvailable());
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (transfer.isAsked()) {
            return;
        }
        String base = "http://localhost:" + environment.getProperty("local.server.port");
        String key =
                edge.protectedMode() ? "" : " -H \"Authorization: Bearer " + keyInShell() + '"';
        System.out.printf(
                """

                Hansard is ready.
                  listens on  %s
                  data        %s
                  key mode    %s
                  try         curl -X PUT %s/v1/conversations/hello%s -H 'Content-Type: application/json' -d '{"userId":"me","messages":[{"role":"user","content":"Hello, Hansard"}]}'
                              curl %s/v1/conversations/hello/window%s

                """,
                base, whereTheDataIs(), keyMode(), base, key, base, key);
    }

    private String whereTheDataIs() {
        return embedded.map(
                        postgres ->
                                data.ephemeral()
                                        ? "temporary, removed at the stop (embedded PostgreSQL)"
                                        : postgres.dataDirectory().toAbsolutePath()
                                                + " (embedded PostgreSQL)")
                .orElseGet(
                        () ->
                                withoutSecrets(
                                        environment.getRequiredProperty("spring.datasource.url")));
    }

    private String keyInShell() {
        return edge.makesOperatorKey() ? "$(cat '" + keyFile() + "')" : "$HANSARD_ADMINKEY";
    }

    private String keyMode() {
        if (edge.protectedMode()) {
            return "protected mode: this machine only, no key asked for (set HANSARD_ADMINKEY to ask for one)";
        }
        return edge.makesOperatorKey()
                ? "every caller needs a key; the first start wrote the operator's to " + keyFile()
                : "every caller needs a key; HANSARD_ADMINKEY is the operator's";
    }

    private Path keyFile() {
        return edge.operatorKeyFile().toAbsolutePath();
    }

    private static String withoutSecrets(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
