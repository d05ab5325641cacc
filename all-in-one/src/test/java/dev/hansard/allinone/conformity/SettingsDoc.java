package dev.hansard.allinone.conformity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Makes {@code docs/settings.md} out of the metadata of the properties. */
final class SettingsDoc {

    private static final String HEAD =
            """
            # Settings

            Each is a Spring property: on the command line (`--hansard.data-dir=/srv/hansard`), in an `application.properties` or
            `application.yaml` in the directory it is started in, or as the environment variable in the second column. Sizes are
            bytes with a unit of 1,024 (`256KB`, `1MB`), times have a unit (`10ms`, `5s`, `2m`), times to live are ISO 8601
            (`PT1H`) or `never`. A value that does not fit keeps the process from starting; a name
            that none of its settings has is told at the start as a warning.

            This page is made by a test from the descriptions in the code; `./mvnw verify` fails when it is out of date and says
            how to write it anew.
            """;

    /** Heading to the packages whose settings stand below it, in this order. */
    private static final List<Map.Entry<String, String>> SECTIONS =
            List.of(
                    Map.entry("Every process", "dev.hansard.edge."),
                    Map.entry("The event store, in every process", "dev.hansard.eventstore."),
                    Map.entry("Where commands are served", "dev.hansard.command."),
                    Map.entry("Where queries are served", "dev.hansard.query."),
                    Map.entry("The all-in-one", "dev.hansard.allinone."));

    private static final Map<String, String> TYPES =
            Map.of(
                    "DataSize", "size",
                    "Duration", "time",
                    "Ttl", "time to live",
                    "String", "text",
                    "EncodingType", "one of",
                    "CheckpointSettings$Start", "one of");

    /** One of Spring's own that matters here: its default in Hansard, and what it does. */
    private record OfSpring(String name, String type, String defaultValue, String description) {}

    private static final List<OfSpring> OF_SPRING =
            List.of(
                    new OfSpring(
                            "server.port",
                            "integer",
                            "8080, 8081, 8082",
                            "Port of the all-in-one, the command service, the query service; 0 for any free one."),
                    new OfSpring(
                            "server.address",
                            "text",
                            "",
                            "Address to listen on. Without `hansard.admin-key` and `hansard.server-mode` 127.0.0.1, and any other than a loopback address is refused."),
                    new OfSpring(
                            "spring.datasource.url",
                            "text",
                            "",
                            "JDBC URL of a PostgreSQL 18. The services need it; the all-in-one then starts no server of its own."),
                    new OfSpring("spring.datasource.username", "text", "", "Its user."),
                    new OfSpring("spring.datasource.password", "text", "", "Its password."),
                    new OfSpring(
                            "spring.datasource.hikari.maximum-pool-size",
                            "integer",
                            "",
                            "The most connections of one process. All processes together have to stay below `max_connections`."),
                    new OfSpring(
                            "spring.datasource.hikari.connection-timeout",
                            "integer",
                            "",
                            "How long a request waits for a connection while nobody gets one, before it is a 503 `store-unavailable`, in milliseconds."),
                    new OfSpring(
                            "spring.lifecycle.timeout-per-shutdown-phase",
                            "time",
                            "",
                            "How long a stop waits for the requests that are under way."),
                    new OfSpring(
                            "logging.level.dev.hansard",
                            "text",
                            "",
                            "How much Hansard logs: `debug`, `info`, `warn`. It never logs content."),
                    new OfSpring(
                            "logging.file.name",
                            "text",
                            "",
                            "A file to log to as well as to the console."));

    private SettingsDoc() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Map.Entry<String, String> section : SECTIONS) {
            table(text, section.getKey());
            Setting.ours().stream()
                    .filter(setting -> setting.sourceType().startsWith(section.getValue()))
                    .forEach(setting -> row(text, setting));
        }
        table(text, "Of Spring");
        Properties defaults = defaults();
        for (OfSpring property : OF_SPRING) {
            String ours = defaults.getProperty(property.name(), property.defaultValue());
            row(text, property.name(), property.type(), ours, property.description());
        }
        return text.toString();
    }

    /** Those of Spring that the page names. */
    static List<String> namesOfSpring() {
        return OF_SPRING.stream().map(OfSpring::name).toList();
    }

    private static void table(StringBuilder text, String heading) {
        text.append("\n## ").append(heading).append("\n\n");
        text.append("| property | variable | type | default | what it does |\n");
        text.append("| --- | --- | --- | --- | --- |\n");
    }

    private static void row(StringBuilder text, Setting setting) {
        String value = setting.defaultValue() == null ? "" : setting.defaultValue().toString();
        row(text, setting.name(), type(setting.type()), value, sentence(setting.description()));
    }

    private static void row(
            StringBuilder text, String name, String type, String value, String description) {
        String variable = new Setting(name, null, null, null, null).variable();
        text.append(
                "| `%s` | `%s` | %s | %s | %s |\n"
                        .formatted(
                                name,
                                variable,
                                type,
                                value.isEmpty() ? "" : "`" + value + "`",
                                description));
    }

    private static String type(String javaType) {
        if (javaType.startsWith("java.util.List<")) {
            return "list";
        }
        String simple = javaType.substring(javaType.lastIndexOf('.') + 1);
        return TYPES.getOrDefault(simple, simple.toLowerCase(Locale.ROOT));
    }

    /** Javadoc as a sentence of Markdown. */
    private static String sentence(String description) {
        String plain = description.replaceAll("\\{@code\\s+([^}]*)}", "`$1`").strip();
        return Character.toUpperCase(plain.charAt(0)) + plain.substring(1) + ".";
    }

    private static Properties defaults() {
        try (var in = SettingsDoc.class.getResourceAsStream("/hansard-defaults.properties")) {
            Properties defaults = new Properties();
            defaults.load(in);
            return defaults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
