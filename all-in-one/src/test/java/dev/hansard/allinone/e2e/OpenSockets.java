package dev.hansard.allinone.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The TCP connections of a process and its children, as Linux lists them. */
final class OpenSockets {

    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private OpenSockets() {}

    static boolean canBeSeen() {
        return Files.exists(Path.of("/proc/self/net/tcp"));
    }

    /** Remote ends, in the kernel's hexadecimal, that are neither loopback nor unconnected. */
    static Set<String> outsideOf(ProcessHandle process) throws IOException {
        Set<String> own = sockets(process);
        for (ProcessHandle child : process.descendants().toList()) {
            own.addAll(sockets(child));
        }
        Set<String> outside = new HashSet<>();
        for (String file : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (String line : lines(Path.of("/proc", "" + process.pid(), "net", file))) {
                String[] columns = line.strip().split("\\s+");
                if (own.contains("socket:[" + columns[INODE] + "]") && isOutside(columns[REMOTE])) {
                    outside.add(columns[REMOTE]);
                }
            }
        }
        return outside;
    }

    private static boolean isOutside(String remote) {
        String address = remote.substring(0, remote.indexOf(':'));
        boolean none = address.chars().allMatch(c -> c == '0');
        boolean loopback =
                // 127.x.x.x, alone or mapped into IPv6, and ::1; each word has its bytes reversed.
                address.endsWith("7F") || address.equals("00000000000000000000000001000000");
        return !none && !loopback;
    }

    private static Set<String> sockets(ProcessHandle process) throws IOException {
        Set<String> sockets = new HashSet<>();
        Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fd");
        try (var all = Files.list(descriptors)) {
            for (Path descriptor : all.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    sockets.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // It has ended, or a descriptor was closed meanwhile.
            return sockets;
        }
        return sockets;
    }

    private static List<String> lines(Path table) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(table));
        lines.removeFirst();
        return lines;
    }
}
