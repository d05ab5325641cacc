package dev.hansard.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files that are made with rights for their owner only, and so are the directories they need. */
public final class OwnerFiles {

    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY =
            PosixFilePermissions.fromString("rwx------");

    private OwnerFiles() {}

    /** Whether nobody but its owner may read or change a file. */
    public static boolean isPrivate(Path path) throws IOException {
        return FILE.containsAll(Files.getPosixFilePermissions(path));
    }

    /** Opens a file for writing, made anew where the options say so. */
    public static FileChannel open(Path path, OpenOption... options) throws IOException {
        Path directory = path.getParent();
        if (directory == null) {
            throw new NoSuchFileException(path.toString());
        }
        if (Files.notExists(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
        }
        Set<OpenOption> all = new HashSet<>(List.of(options));
        all.add(StandardOpenOption.WRITE);
        return FileChannel.open(path, all, PosixFilePermissions.asFileAttribute(FILE));
    }

    /** Makes a file, which is on disk with its text when this returns. */
    public static void make(Path path, String text) throws IOException {
        try (FileChannel file = open(path, StandardOpenOption.CREATE_NEW)) {
            write(file, text.getBytes(UTF_8));
            file.force(true);
        }
    }

    /** Writes all of the bytes where the channel stands. */
    public static void write(FileChannel file, byte[] bytes) throws IOException {
        Channels.newOutputStream(file).write(bytes);
    }
}
