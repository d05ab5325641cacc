package dev.hansard.benchmarks.report;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The report as one flat JSON object: each figure's median under its name, and where it has several
 * rounds the lowest and the highest under {@code name.min} and {@code name.max}.
 */
public final class FlatJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private FlatJson() {}

    public static void write(Report report, Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(flat(report)) + "\n");
    }

    static Map<String, Object> flat(Report report) {
        Map<String, Object> flat = new LinkedHashMap<>();
        for (Target target : Target.ALL) {
            report.figure(target.key()).ifPresent(series -> put(flat, target.key(), series));
        }
        report.figures().forEach((key, series) -> put(flat, key, series));
        flat.putAll(report.facts());
        return flat;
    }

    private static void put(Map<String, Object> flat, String key, Series series) {
        flat.put(key, Rounded.number(series.median()));
        if (series.rounds().size() > 1) {
            flat.put(key + ".min", Rounded.number(series.lowest()));
            flat.put(key + ".max", Rounded.number(series.highest()));
        }
    }
}
