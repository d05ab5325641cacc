package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Hansard tries to reach nobody outside, neither at its start nor while it works. Libraries would:
 * Axon's UpdateChecker asks its vendor's host for news unless it is switched off.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NoOutsideTest {

    @TempDir private Path directory;

    @Test
    void no_outside_host_is_looked_up_or_connected_to_not_even_by_the_UpdateChecker_of_Axon()
            throws Exception {
        Path names = directory.resolve("names.txt");
        Launch launch =
                Launch.allInOne(directory.resolve("home"))
                        .withClassPath(NameWatch.servicesIn(directory.resolve("services")))
                        .withJvmArgument("-D" + NameWatch.FILE + "=" + names);
        Set<String> connected = new HashSet<>();

        try (var hansard = launch.start()) {
            ProcessHandle process = ProcessHandle.of(hansard.pid()).orElseThrow();
            hansard.awaitReady();
            connected.addAll(outside(process));
            new Scenario(hansard.client(), List.of(hansard.client())).run();
            connected.addAll(outside(process));
        }

        assertThat(names).doesNotExist();
        assertThat(connected).isEmpty();
    }

    @Test
    void a_name_that_is_looked_up_is_seen() throws Exception {
        Path names = directory.resolve("names.txt");
        Path services = NameWatch.servicesIn(directory.resolve("services"));

        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                services
                                        + File.pathSeparator
                                        + System.getProperty("java.class.path"),
                                "-D" + NameWatch.FILE + "=" + names,
                                NameWatch.class.getName(),
                                "localhost",
                                "outside.invalid")
                        .inheritIO()
                        .start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(names)).containsExactly("outside.invalid");
    }

    @Test
    void a_connection_to_an_address_other_than_loopback_is_seen() throws Exception {
        var own = ownAddress();
        assumeTrue(own.isPresent() && OpenSockets.canBeSeen(), "there is no such address here");
        try (var server = new ServerSocket(0, 1, own.get());
                var _ = new Socket(own.get(), server.getLocalPort())) {
            assertThat(OpenSockets.outsideOf(ProcessHandle.current())).isNotEmpty();
        }
    }

    /** An address of this machine that looks like one outside. */
    private static Optional<InetAddress> ownAddress() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }

    private static Set<String> outside(ProcessHandle process) throws IOException {
        return OpenSockets.canBeSeen() ? OpenSockets.outsideOf(process) : Set.of();
    }
}
