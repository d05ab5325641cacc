package dev.hansard.edge.startup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
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

    /** After the configuration files were read, since they may set the key and the address. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /**
     * @throws UnsafeAddressException if there is no key and the address is not a loopback one
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
        if (!StringUtils.hasText(environment.getProperty("hansard.admin-key"))) {
            stayOnThisMachine(environment);
        }
    }

    private static void stayOnThisMachine(ConfigurableEnvironment environment) {
        @Nullable String address = environment.getProperty(ADDRESS);
        if (!StringUtils.hasText(address)) {
            environment
                    .getPropertySources()
                    .addFirst(
                            new MapPropertySource("protected mode", Map.of(ADDRESS, "127.0.0.1")));
        } else if (!isLoopback(address)) {
            throw new UnsafeAddressException(address);
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
