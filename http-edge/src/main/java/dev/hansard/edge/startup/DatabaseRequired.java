package dev.hansard.edge.startup;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

/** Refuses to start a service that needs a database of its own but is told of none. */
public final class DatabaseRequired
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String URL = "spring.datasource.url";

    /**
     * @throws NoDatabaseException if no database is named
     */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!StringUtils.hasText(context.getEnvironment().getProperty(URL))) {
            throw new NoDatabaseException();
        }
    }
}
