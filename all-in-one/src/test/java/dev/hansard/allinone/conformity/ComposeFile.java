package dev.hansard.allinone.conformity;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docker-compose.yml}, read as YAML. */
@SuppressWarnings("unchecked")
final class ComposeFile {

    static final String FILE = "docker-compose.yml";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(:?[?-][^}]*)?}");

    private final Map<String, Map<String, Object>> services;

    ComposeFile() {
        Map<String, Object> root =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Repository.read(FILE));
        services = (Map<String, Map<String, Object>>) root.get("services");
    }

    Set<String> services() {
        return services.keySet();
    }

    Map<String, String> environment(String service) {
        return ((Map<String, Object>) services.get(service).getOrDefault("environment", Map.of()))
                .entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> "" + e.getValue()));
    }

    /** Service to the condition under which this one starts. */
    Map<String, String> dependencies(String service) {
        return ((Map<String, Map<String, String>>)
                        services.get(service).getOrDefault("depends_on", Map.of()))
                .entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, e -> e.getValue().get("condition")));
    }

    /** The command that tells whether it is healthy, with its arguments; empty for none. */
    List<String> healthCheck(String service) {
        Map<String, Object> check =
                (Map<String, Object>) services.get(service).getOrDefault("healthcheck", Map.of());
        return (List<String>) check.getOrDefault("test", List.of());
    }

    /** The directory that its image is built in. */
    String build(String service) {
        return (String) services.get(service).get("build");
    }

    List<String> volumes(String service) {
        return (List<String>) services.get(service).getOrDefault("volumes", List.of());
    }

    /** Names of the variables that the file takes from {@code .env}. */
    static Set<String> variables() {
        return VARIABLE.matcher(Repository.read(FILE))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those without which it does not start. */
    static Set<String> requiredVariables() {
        return VARIABLE.matcher(Repository.read(FILE))
                .results()
                .filter(ComposeFile::isRequired)
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isRequired(MatchResult found) {
        return found.group(2) != null && found.group(2).startsWith(":?");
    }
}
