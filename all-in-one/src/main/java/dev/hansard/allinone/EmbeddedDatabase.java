package dev.hansard.allinone;

import dev.hansard.allinone.postgres.EmbeddedPostgres;

import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

import java.util.Map;

/**
 * Starts the embedded PostgreSQL before anything else, unless {@code spring.datasource.url} names
 * another database, and stops it after everything else.
 */
final class EmbeddedDatabase
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String URL = "spring.datasource.url";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (StringUtils.hasText(environment.getProperty(URL))) {
            return;
        }
        Binder binder = Binder.get(environment);
        DataSettings data = binder.bindOrCreate("hansard", DataSettings.class);
        EmbeddedPostgresProperties properties =
                binder.bindOrCreate("hansard.embedded-postgres", EmbeddedPostgresProperties.class);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(properties.settings(data));
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "embedded PostgreSQL",
                                Map.of(
                                        URL,
                                        postgres.jdbcUrl(),
                                        "spring.datasource.username",
                                        postgres.username(),
                                        "spring.datasource.password",
                                        postgres.password())));
        environment
                .getPropertySources()
                .addLast(
                        new MapPropertySource(
                                "data directory",
                                Map.of(
                                        "hansard.operator-key-file",
                                        postgres.dataDirectory().resolve("operator-key"),
                                        "hansard.encryption.key-file",
                                        postgres.dataDirectory().resolve("envelope-key"),
                                        "hansard.encryption.erasures-file",
                                        postgres.dataDirectory().resolve("erasures.ndjson"),
                                        "hansard.encryption.make-key-file",
                                        true,
                                        "hansard.audit.signing-key-file",
                                        postgres.dataDirectory().resolve("signing-key"),
                                        "hansard.audit.heads-file",
                                        postgres.dataDirectory().resolve("signed-heads.ndjson"))));
        // What is registered first is destroyed last.
        var beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
        beans.registerSingleton("embeddedPostgres", postgres);
        beans.registerDisposableBean("embeddedPostgres", postgres::close);
    }
}
