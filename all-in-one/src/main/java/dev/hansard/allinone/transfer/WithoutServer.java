package dev.hansard.allinone.transfer;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

import java.util.Map;

/** Keeps the server from listening while a tenant is exported or imported. */
public final class WithoutServer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        boolean asked =
                Binder.get(environment)
                        .bind("hansard", TransferSettings.class)
                        .map(TransferSettings::isAsked)
                        .orElse(false);
        if (asked) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("no server", Map.of("server.port", -1)));
        }
    }
}
