package dev.hansard.allinone.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right of one process to use a data directory, from {@link #tryTake} to {@link #close} or the
 * death of the process, however it dies. The file {@code lock} names the process.
 */
final class DirectoryLock implements Closeable {

    static final String FILE = "lock";

    /**
     * Closing any channel to a locked file gives up the POSIX lock of the whole process, so a
     * second attempt in this process must not even open the file.
     */
    private static final Set<Path> TAKEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Empty if this or another process holds the directory. The path must be a real path. */
    static Optional<DirectoryLock> tryTake(Path directory) throws IOException {
        if (!TAKEN_HERE.add(directory)) {
            return Optional.empty();
        }
        boolean taken = false;
        try {
            Optional<DirectoryLock> lock = lock(directory);
            taken = lock.isPresent();
            return lock;
        } finally {
            if (!taken) {
                TAKEN_HERE.remove(directory);
            }
        }
    }

    private static Optional<DirectoryLock> lock(Path directory) throws IOException {
        var channel =
                FileChannel.open(
                        directory.resolve(FILE), Set.of(CREATE, READ, WRITE), OwnerOnly.FILE);
        try {
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)), 0);
            return Optional.of(new DirectoryLock(directory, channel));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The process that holds the directory, as far as it is known. */
    static String holder(Path directory) throws IOException {
        return TAKEN_HERE.contains(directory)
                ? Long.toString(ProcessHandle.current().pid())
                : Files.readString(directory.resolve(FILE)).strip();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            TAKEN_HERE.remove(directory);
        }
    }
}
