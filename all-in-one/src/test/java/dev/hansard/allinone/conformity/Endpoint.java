package dev.hansard.allinone.conformity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.access.Allowed;
import dev.hansard.edge.access.Permission;
import dev.hansard.edge.page.PageLimit;
import dev.hansard.edge.page.PageRequest;
import dev.hansard.edge.request.CommandRequest;
import dev.hansard.edge.request.QueryRequest;

import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One method of one path template as the running server maps it, whichever of its handlers answers.
 *
 * @param handlers the methods of controllers: more than one where the media type decides
 */
record Endpoint(String method, String path, List<Method> handlers) {

    private static final Map<Class<?>, Set<String>> QUERY_NAMES =
            Map.of(
                    PageRequest.class, Set.of("limit", "order", "after"),
                    PageLimit.class, Set.of("limit"));

    private static final Map<Class<?>, Set<String>> HEADERS =
            Map.of(
                    QueryRequest.class, Set.of("Hansard-Min-Position", "Prefer"),
                    CommandRequest.class, Set.of("Idempotency-Key", "Hansard-Causation-Id"));

    /** Every endpoint of the API that the server maps. */
    static List<Endpoint> all() {
        return allOf(RunningHansard.context());
    }

    /** Every endpoint of the API that a server maps. */
    static List<Endpoint> allOf(ApplicationContext server) {
        Map<String, List<Method>> handlers = new HashMap<>();
        server.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach(
                        (mapping, handler) ->
                                names(mapping)
                                        .forEach(
                                                name ->
                                                        handlers.merge(
                                                                name,
                                                                List.of(handler.getMethod()),
                                                                Endpoint::both)));
        return handlers.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .filter(endpoint -> endpoint.path.matches("/v[0-9]+/.*"))
                .toList();
    }

    /** As {@code GET /v1/sessions}. */
    String name() {
        return method + " " + path;
    }

    Set<String> queryParameters() {
        Set<String> names = new TreeSet<>(namesOf(QUERY_NAMES));
        parameters()
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .forEach(parameter -> names.add(parameter.getName()));
        return names;
    }

    /** The headers that it reads, but for those of every request and of conditions. */
    Set<String> headers() {
        Set<String> names = new TreeSet<>(namesOf(HEADERS));
        parameters()
                .map(parameter -> parameter.getAnnotation(RequestHeader.class))
                .filter(Objects::nonNull)
                .forEach(header -> names.add(header.name()));
        return names;
    }

    /** What it asks of its callers: the same of all its handlers. */
    Permission permission() {
        List<Permission> all =
                handlers.stream()
                        .map(handler -> handler.getAnnotation(Allowed.class).value())
                        .distinct()
                        .toList();
        assertThat(all).as(name()).hasSize(1);
        return all.getFirst();
    }

    boolean isCommand() {
        return parameters().anyMatch(parameter -> parameter.getType() == CommandRequest.class);
    }

    boolean hasBody() {
        return parameters().anyMatch(parameter -> parameter.isAnnotationPresent(RequestBody.class));
    }

    /** Whether it is mapped by a class of a package. */
    boolean isOf(String packageName) {
        return handlers.stream()
                .allMatch(
                        handler ->
                                handler.getDeclaringClass()
                                        .getPackageName()
                                        .startsWith(packageName));
    }

    private Set<String> namesOf(Map<Class<?>, Set<String>> byType) {
        return parameters()
                .map(parameter -> byType.getOrDefault(parameter.getType(), Set.of()))
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Parameter> parameters() {
        return handlers.stream().flatMap(handler -> Arrays.stream(handler.getParameters()));
    }

    private static Endpoint of(String name, List<Method> handlers) {
        int space = name.indexOf(' ');
        return new Endpoint(name.substring(0, space), name.substring(space + 1), handlers);
    }

    private static List<String> names(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .flatMap(
                        path ->
                                mapping.getMethodsCondition().getMethods().stream()
                                        .map(method -> method + " " + path))
                .toList();
    }

    private static List<Method> both(List<Method> some, List<Method> others) {
        return Stream.of(some, others).flatMap(List::stream).toList();
    }
}
