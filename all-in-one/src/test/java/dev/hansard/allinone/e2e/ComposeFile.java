package dev.hansard.allinone.e2e;

import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What docker-compose.yml sets for its services. */
final class ComposeFile {

    /** {@code ${NAME}}, {@code ${NAME:-default}} or {@code ${NAME:?what is missing}}. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::[-?][^}]*)?}");

    private final Map<?, ?> services;
    private final Map<String, String> dotEnv;

    private ComposeFile(Map<?, ?> services, Map<String, String> dotEnv) {
        this.services = services;
        this.dotEnv = dotEnv;
    }

    /** The file, with the values that an operator puts into {@code .env}. */
    static ComposeFile with(Map<String, String> dotEnv) throws IOException {
        String text = Files.readString(ProjectFiles.root().resolve("docker-compose.yml"));
        Map<?, ?> file = new Yaml().load(text);
        return new ComposeFile((Map<?, ?>) file.get("services"), dotEnv);
    }

    /** The environment of a service, each value passed through a change of address. */
    Map<String, String> environment(String service, UnaryOperator<String> moved) {
        Map<String, String> environment = new LinkedHashMap<>();
        ((Map<?, ?>) service(service).get("environment"))
                .forEach(
                        (name, value) ->
                                environment.put(
                                        (String) name, moved.apply(filledIn((String) value))));
        return environment;
    }

    /** The URL that the health check of a service asks. */
    URI healthUrl(String service) {
        List<?> test = (List<?>) ((Map<?, ?>) service(service).get("healthcheck")).get("test");
        return URI.create((String) test.getLast());
    }

    private Map<?, ?> service(String name) {
        return (Map<?, ?>) services.get(name);
    }

    private String filledIn(String value) {
        return VARIABLE.matcher(value).replaceAll(variable -> dotEnv.get(variable.group(1)));
    }
}
