package dev.hansard.allinone.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A data directory that was found in order, or empty, and that this process alone uses until it is
 * closed.
 *
 * <ul>
 *   <li>{@code lock}: names the process that uses the directory
 *   <li>{@code postgres/}: the cluster
 *   <li>{@code postgres.unfinished/}: a cluster whose making was interrupted; never held data
 *   <li>{@code postgres.log}: what the server says
 *   <li>{@code password}: of the role {@code hansard}
 *   <li>{@code operator-key}: the first key of a server that asks for keys, for its operator
 *   <li>{@code envelope-key}: opens the keys that contents are sealed with
 *   <li>{@code erasures.ndjson}: every user who was erased
 *   <li>{@code signing-key}: signs the heads of the log
 *   <li>{@code signed-heads.ndjson}: every head that was signed
 * </ul>
 */
final class DataDirectory implements Closeable {

    static final String POSTGRES_MAJOR = "18";

    private static final String CLUSTER = "postgres";
    private static final String UNFINISHED = "postgres.unfinished";
    private static final String PASSWORD = "password";

    private final Path root;
    private final DirectoryLock lock;

    private DataDirectory(Path root, DirectoryLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes the directory if it does not exist; refuses, without a change to it, one that is not in
     * order or in use.
     */
    static DataDirectory take(Path dataDir) throws IOException {
        Path root = existing(dataDir.toAbsolutePath().normalize());
        OwnerOnly.check(root, root);
        checkContents(root);
        DirectoryLock lock =
                DirectoryLock.tryTake(root).orElseThrow(() -> Refusals.inUse(root, holder(root)));
        try {
            OwnerOnly.checkAll(root);
            checkContents(root);
            return new DataDirectory(root, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    Path root() {
        return root;
    }

    Path cluster() {
        return root.resolve(CLUSTER);
    }

    Path unfinishedCluster() {
        return root.resolve(UNFINISHED);
    }

    Path password() {
        return root.resolve(PASSWORD);
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    boolean hasCluster() {
        return Files.exists(cluster());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static Path existing(Path dataDir) throws IOException {
        if (Files.notExists(dataDir, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(dataDir.getParent());
            Files.createDirectory(dataDir, OwnerOnly.DIRECTORY);
        }
        if (!Files.isDirectory(dataDir)) {
            throw Refusals.notADirectory(dataDir);
        }
        return dataDir.toRealPath();
    }

    private static void checkContents(Path root) throws IOException {
        if (Files.notExists(root.resolve(CLUSTER))) {
            checkReadyForFirstStart(root);
            return;
        }
        String version = contentOf(root.resolve(CLUSTER).resolve("PG_VERSION"));
        if (!version.equals(POSTGRES_MAJOR)) {
            throw Refusals.otherVersion(root.resolve(CLUSTER), version, POSTGRES_MAJOR);
        }
        contentOf(root.resolve(PASSWORD));
    }

    /**
     * Only an empty directory, or one whose first start was interrupted, gets a new cluster: a
     * password without any cluster means that a cluster was lost, and that must be seen.
     */
    private static void checkReadyForFirstStart(Path root) throws IOException {
        boolean interrupted = Files.exists(root.resolve(UNFINISHED));
        Set<String> allowed =
                interrupted
                        ? Set.of(DirectoryLock.FILE, UNFINISHED, PASSWORD)
                        : Set.of(DirectoryLock.FILE);
        try (var files = Files.list(root)) {
            Set<String> others =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !allowed.contains(name))
                            .collect(Collectors.toCollection(TreeSet::new));
            if (!others.isEmpty()) {
                throw Refusals.notOurs(root, firstOf(others));
            }
        }
    }

    private static String firstOf(Set<String> names) {
        String first = names.iterator().next();
        return names.size() == 1 ? first : first + " and " + (names.size() - 1) + " more";
    }

    private static String contentOf(Path file) throws IOException {
        String content;
        try {
            content = Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw Refusals.missing(file);
        }
        if (content.isEmpty()) {
            throw Refusals.missing(file);
        }
        return content;
    }

    private static String holder(Path root) {
        try {
            return DirectoryLock.holder(root);
        } catch (IOException e) {
            return "unknown";
        }
    }
}
