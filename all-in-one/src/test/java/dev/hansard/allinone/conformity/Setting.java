package dev.hansard.allinone.conformity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** One property that can be set, as the metadata describes it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Setting(
        String name,
        @Nullable String type,
        @Nullable Object defaultValue,
        @Nullable String description,
        @Nullable String sourceType) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Metadata(List<Setting> properties) {}

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    /** Everything on the class path that can be set. */
    static List<Setting> all() {
        try {
            return Collections.list(Setting.class.getClassLoader().getResources(METADATA)).stream()
                    .flatMap(resource -> read(resource).properties().stream())
                    .sorted(Comparator.comparing(Setting::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hansard's own. */
    static List<Setting> ours() {
        return all().stream().filter(setting -> setting.name().startsWith("hansard.")).toList();
    }

    /** The name of the environment variable that sets it. */
    String variable() {
        return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static Metadata read(URL resource) {
        try (InputStream in = resource.openStream()) {
            return JsonMapper.shared().readValue(in, Metadata.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
