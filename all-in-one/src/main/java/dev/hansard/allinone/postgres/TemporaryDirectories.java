package dev.hansard.allinone.postgres;

import dev.hansard.edge.startup.StartRefusedException;

import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The data directories of processes that keep nothing. */
final class TemporaryDirectories {

    private static final String PREFIX = "hansard-ephemeral-";

    private TemporaryDirectories() {}

    static Path create() throws IOException {
        return Files.createTempDirectory(PREFIX, OwnerOnly.DIRECTORY);
    }

    /**
     * Stops and removes what ephemeral processes of this user left behind when they were killed.
     */
    static void removeLeftovers(Programs programs, Duration stopLimit) throws IOException {
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (var candidates = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path candidate : candidates) {
                if (wasTaken(candidate)) {
                    removeUnlessInUse(candidate, programs, stopLimit);
                }
            }
        }
    }

    /** Leaves alone a directory that another process has just made and is about to lock. */
    private static boolean wasTaken(Path candidate) {
        try {
            return Files.size(candidate.resolve(DirectoryLock.FILE)) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void removeUnlessInUse(Path candidate, Programs programs, Duration stopLimit) {
        try (var directory = DataDirectory.take(candidate)) {
            LeftoverServer.stop(directory, programs, stopLimit);
            FileSystemUtils.deleteRecursively(directory.root());
        } catch (StartRefusedException | IOException e) {
            // In use, or another user's: not ours to remove, and no reason not to start.
        }
    }
}
