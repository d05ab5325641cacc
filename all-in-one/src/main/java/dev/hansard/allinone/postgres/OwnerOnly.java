package dev.hansard.allinone.postgres;

import static java.nio.file.FileVisitResult.CONTINUE;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.sun.security.auth.module.UnixSystem;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Directories of 0700 and files of 0600 that belong to the user of this process. */
final class OwnerOnly {

    static final FileAttribute<Set<PosixFilePermission>> DIRECTORY = rights("rwx------");
    static final FileAttribute<Set<PosixFilePermission>> FILE = rights("rw-------");

    private static final long USER = new UnixSystem().getUid();
    private static final int RIGHTS = 0777;
    private static final int OTHERS = 0077;
    private static final int TYPE = 0170000;
    private static final int TYPE_DIRECTORY = 0040000;
    private static final int TYPE_LINK = 0120000;

    private OwnerOnly() {}

    static long user() {
        return USER;
    }

    /** Whether only this user can change what is in the directory. */
    static boolean isSafe(Path directory) throws IOException {
        var found = UnixAttributes.of(directory);
        return found.owner() == USER && (found.mode() & 0022) == 0;
    }

    /** Checks one path of the data directory. */
    static void check(Path dataDir, Path path) throws IOException {
        var found = UnixAttributes.of(path);
        int type = found.mode() & TYPE;
        if (found.owner() != USER) {
            String owner = Files.getOwner(path, NOFOLLOW_LINKS).getName();
            throw Refusals.wrongOwner(dataDir, path, owner, System.getProperty("user.name"));
        }
        // The rights of a link mean nothing; what it leads to was put there on purpose.
        int wanted = type == TYPE_DIRECTORY ? 0700 : 0600;
        boolean right = (found.mode() & OTHERS) == 0 && (found.mode() & wanted) == wanted;
        if (type != TYPE_LINK && !right) {
            throw Refusals.wrongRights(dataDir, path, found.mode() & RIGHTS);
        }
    }

    /** Checks everything in the data directory. */
    static void checkAll(Path dataDir) throws IOException {
        Files.walkFileTree(
                dataDir,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes known)
                            throws IOException {
                        check(dataDir, path);
                        return CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes known)
                            throws IOException {
                        // A server left over from a killed process still removes files.
                        if (Files.exists(path, NOFOLLOW_LINKS)) {
                            check(dataDir, path);
                        }
                        return CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path path, IOException failure)
                            throws IOException {
                        return failure instanceof NoSuchFileException
                                ? CONTINUE
                                : super.visitFileFailed(path, failure);
                    }
                });
    }

    private static FileAttribute<Set<PosixFilePermission>> rights(String rights) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    }

    private record UnixAttributes(long owner, int mode) {

        static UnixAttributes of(Path path) throws IOException {
            return new UnixAttributes(
                    Integer.toUnsignedLong(attribute(path, "unix:uid")),
                    attribute(path, "unix:mode"));
        }

        private static int attribute(Path path, String name) throws IOException {
            return (Integer) Files.getAttribute(path, name, NOFOLLOW_LINKS);
        }
    }
}
