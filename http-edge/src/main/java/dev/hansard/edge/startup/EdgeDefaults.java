package dev.hansard.edge.startup;

import dev.hansard.edge.settings.EdgeSettings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.util.StringUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * The defaults of every Hansard service ({@code hansard-defaults.properties}), weaker than anything
 * else that sets a property. Without a key it also sees to it that the server listens on this
 * machine only.
 */
final class EdgeDefaults implements EnvironmentPostProcessor, Ordered {

    private static final String FILE = "hansard-defaults.properties";
    private static final String ADDRESS = "server.address";
    private static final String PORT = "server.port";
    private static final int LAST_PORT = 65_535;

    /** After the configuration files were read, since they may set the key and the address. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /**
     * @throws StartRefusedException if there is no such port, or there is no key and the address is
     *     not a loopback one
     */
    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        try {
            environment
                    .getPropertySources()
                    .addLast(
                            new PropertiesPropertySource(
                                    FILE,
                                    PropertiesLoaderUtils.loadProperties(
                                            new ClassPathResource(FILE))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checkPort(environment.getProperty(PORT));
        if (!asksForKeys(environment)) {
            stayOnThisMachine(environment);
        }
    }

    /** Before anything else is started, since the server binds to its port at the very end. */
    private static void checkPort(@Nullable String port) {
        if (StringUtils.hasText(port) && !isPort(port.strip())) {
            throw new StartRefusedException(
                    ("server.port=%s is no port; set it (SERVER_PORT) to one from 1 to %d, or to 0"
                                    + " for any that is free")
                            .formatted(port, LAST_PORT));
        }
    }

    private static boolean isPort(String text) {
        try {
            int port = Integer.parseInt(text);
            return port >= 0 && port <= LAST_PORT;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** As the settings of the edge say it, which are not bound yet. */
    private static boolean asksForKeys(ConfigurableEnvironment environment) {
        return Binder.get(environment)
                .bind("hansard", EdgeSettings.class)
                .map(settings -> !settings.protectedMode())
                .orElse(false);
    }

    private static void stayOnThisMachine(ConfigurableEnvironment environment) {
        @Nullable String address = environment.getProperty(ADDRESS);
        if (!StringUtils.hasText(address)) {
            environment
                    .getPropertySources()
                    .addFirst(
                            new MapPropertySource("protected mode", Map.of(ADDRESS, "127.0.0.1")));
        } else if (!isLoopback(address)) {
            throw new StartRefusedException(
                    ("server.address=%s can be reached from other machines, but no key is set; set"
                                    + " hansard.admin-key (HANSARD_ADMINKEY), or"
                                    + " hansard.server-mode=true (HANSARD_SERVERMODE) to have a key"
                                    + " made, or remove server.address to listen on this machine"
                                    + " only")
                            .formatted(address));
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
