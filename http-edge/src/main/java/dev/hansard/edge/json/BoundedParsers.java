package dev.hansard.edge.json;

import dev.hansard.edge.settings.LimitSettings;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JavaType;

import java.io.Reader;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Parsers that stop in the middle of a text that is longer than any value a body of its type may
 * hold: a parser collects a text before it hands it out, so nobody else could stop it.
 */
final class BoundedParsers {

    private final LimitSettings limits;
    private final Map<Integer, JsonFactory> byBound = new ConcurrentHashMap<>();
    private final Map<JavaType, Integer> bounds = new ConcurrentHashMap<>();

    BoundedParsers(LimitSettings limits) {
        this.limits = limits;
    }

    /**
     * A parser of a whole body.
     *
     * @param limited the limit of a body that is one client value
     */
    JsonParser parser(Reader body, JavaType target, @Nullable Limited limited) {
        int bound =
                limited == null
                        ? bounds.computeIfAbsent(target, this::bound)
                        : limits.bytes(limited.value());
        return byBound.computeIfAbsent(bound, BoundedParsers::factory)
                .createParser(ObjectReadContext.empty(), body);
    }

    private int bound(JavaType target) {
        return limitsWithin(target.getRawClass()).max().orElseGet(limits::largestValue);
    }

    private IntStream limitsWithin(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type.getRecordComponents()).flatMapToInt(this::limitsOf)
                : IntStream.empty();
    }

    private IntStream limitsOf(RecordComponent component) {
        Limited limited = component.getAnnotation(Limited.class);
        return limited == null
                ? limitsWithin(component.getType())
                : IntStream.of(limits.bytes(limited.value()));
    }

    /** A text has at least as many bytes as characters. */
    private static JsonFactory factory(int bound) {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxStringLength(bound)
                                .maxNameLength(bound)
                                .maxNumberLength(Integer.MAX_VALUE)
                                .build())
                .build();
    }
}
