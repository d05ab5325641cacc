package dev.hansard.allinone.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A resolver that writes down every name a JVM looks up, and finds none but the machine's own. A
 * JVM uses it when its class path begins with {@link #servicesIn}.
 */
public final class NameWatch extends InetAddressResolverProvider {

    /** System property: the file that the names go to. */
    static final String FILE = "name-watch.file";

    private static final String OWN_NAME = "localhost";

    /** Makes a directory for a class path that has the JVM use this resolver. */
    static Path servicesIn(Path directory) throws IOException {
        Path services = directory.resolve("META-INF/services");
        Files.createDirectories(services);
        Files.writeString(
                services.resolve(InetAddressResolverProvider.class.getName()),
                NameWatch.class.getName());
        return directory;
    }

    /** Looks a name up, for the test of this watch. */
    static void main(String[] names) {
        for (String name : names) {
            try {
                InetAddress.getByName(name);
            } catch (UnknownHostException e) {
                System.out.println("unknown: " + name);
            }
        }
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver builtin = configuration.builtinResolver();
        String own = configuration.lookupLocalHostName();
        return new InetAddressResolver() {

            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                    throws UnknownHostException {
                if (!List.of(OWN_NAME, own).contains(host)) {
                    note(host);
                    throw new UnknownHostException(host);
                }
                return builtin.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                InetAddress looked = InetAddress.getByAddress(address);
                if (!looked.isLoopbackAddress()) {
                    note(looked.getHostAddress());
                }
                return builtin.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "a watch over names";
    }

    private static void note(String name) {
        try {
            Files.writeString(
                    Path.of(System.getProperty(FILE)),
                    name + "\n",
                    UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
