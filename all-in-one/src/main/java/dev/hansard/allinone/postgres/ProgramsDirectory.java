package dev.hansard.allinone.postgres;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where the packed PostgreSQL programs are unpacked to: once per version and user, not into the
 * data directory, so that a backup of the data has no programs in it.
 */
final class ProgramsDirectory {

    private static final String CONTENTS = "contents";

    private ProgramsDirectory() {}

    /** {@code ~/.cache/hansard}, or a directory among the temporary files for want of a home. */
    static Path ofThisUser() {
        return of(
                Path.of(System.getProperty("user.home")),
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Path of(Path home, Path temporaryFiles) {
        Path cache = home.resolve(".cache").resolve("hansard");
        try {
            if (Files.notExists(cache)) {
                Files.createDirectories(cache, OwnerOnly.DIRECTORY);
            }
            if (Files.isWritable(cache)) {
                return cache;
            }
        } catch (IOException e) {
            // The next best place is tried below.
        }
        return temporaryFiles.resolve("hansard-" + OwnerOnly.user());
    }

    /**
     * Unpacks unless it was done before.
     *
     * @return the directory with {@code bin}, {@code lib} and {@code share}
     */
    static synchronized Path unpack(ProgramArchive archive, Path programsDir) {
        try {
            Files.createDirectories(programsDir, OwnerOnly.DIRECTORY);
            Path directory = programsDir.toRealPath();
            if (!OwnerOnly.isSafe(directory)) {
                throw Refusals.programsNotSafe(directory);
            }
            String name = archive.fingerprint();
            try (var lock = exclusively(directory.resolve(name + ".lock"))) {
                return unpacked(archive, directory, name);
            }
        } catch (IOException e) {
            throw Refusals.programsNotUsable(programsDir, e);
        }
    }

    /** Two processes may start for the first time at once. */
    private static FileChannel exclusively(Path lockFile) throws IOException {
        var channel = FileChannel.open(lockFile, Set.of(CREATE, WRITE), OwnerOnly.FILE);
        channel.lock();
        return channel;
    }

    private static Path unpacked(ProgramArchive archive, Path directory, String name)
            throws IOException {
        Path programs = directory.resolve(name);
        if (isWhole(programs)) {
            return programs;
        }
        Path unfinished = directory.resolve(name + ".unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        FileSystemUtils.deleteRecursively(programs);
        Files.createDirectory(unfinished, OwnerOnly.DIRECTORY);
        archive.unpackTo(unfinished);
        Files.writeString(unfinished.resolve(CONTENTS), contentsOf(unfinished));
        return Files.move(unfinished, programs, ATOMIC_MOVE);
    }

    /** A crash of the machine or a cleaner of temporary files may have taken something out. */
    private static boolean isWhole(Path programs) throws IOException {
        Path contents = programs.resolve(CONTENTS);
        return Files.exists(contents) && Files.readString(contents).equals(contentsOf(programs));
    }

    private static String contentsOf(Path programs) throws IOException {
        long files = 0;
        long bytes = 0;
        try (var all = Files.walk(programs)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (Files.isRegularFile(file) && !file.endsWith(CONTENTS)) {
                    files++;
                    bytes += Files.size(file);
                }
            }
        }
        return "%d files, %d bytes%n".formatted(files, bytes);
    }
}
