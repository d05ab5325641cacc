package dev.hansard.edge.startup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * Warns of each setting that begins as Hansard's do and is none: nothing else would tell that a
 * name is mistyped. It is no reason not to start, since several services may share their
 * environment.
 */
final class UnknownSettings implements ApplicationListener<ApplicationPreparedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownSettings.class);
    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("hansard");

    /** Every module brings one, made when it is compiled, and so do libraries. */
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Metadata(List<Setting> properties) {

        Metadata {
            properties = Objects.requireNonNullElse(properties, List.of());
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Setting(String name) {}

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        List<ConfigurationPropertyName> given =
                given(event.getApplicationContext().getEnvironment());
        if (given.isEmpty()) {
            return; // What there is need not be read.
        }
        List<ConfigurationPropertyName> known = known();
        given.stream()
                .filter(name -> known.stream().noneMatch(each -> isOf(name, each)))
                .forEach(name -> LOG.warn("{} is no setting of this service", name));
    }

    /** Also an element of a list is of it. */
    private static boolean isOf(ConfigurationPropertyName name, ConfigurationPropertyName known) {
        return known.equals(name) || known.isAncestorOf(name);
    }

    /** Whatever sets them; a variable is shown by the name that it sets. */
    private static List<ConfigurationPropertyName> given(Environment environment) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .map(IterableConfigurationPropertySource.class::cast)
                .flatMap(IterableConfigurationPropertySource::stream)
                .filter(OURS::isAncestorOf)
                .distinct()
                .toList();
    }

    private static List<ConfigurationPropertyName> known() {
        try {
            ClassLoader classes = UnknownSettings.class.getClassLoader();
            return Collections.list(classes.getResources(METADATA)).stream()
                    .flatMap(resource -> read(resource).properties().stream())
                    .map(Setting::name)
                    .filter(name -> name.startsWith(OURS + "."))
                    .map(ConfigurationPropertyName::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Metadata read(URL resource) {
        try (InputStream in = resource.openStream()) {
            return JsonMapper.shared().readValue(in, Metadata.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
