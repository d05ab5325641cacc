package dev.hansard.allinone.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the server says, from one moment on. */
final class ServerLog {

    private static final long ROTATED_FROM_BYTES = 10 << 20;
    private static final int READ_AT_MOST_BYTES = 1 << 20;
    private static final Pattern FATAL = Pattern.compile("(?:FATAL|PANIC):\\s+(.+)");

    private final Path file;
    private final long start;

    private ServerLog(Path file, long start) {
        this.file = file;
        this.start = start;
    }

    /** From now on; a log that has grown large gives way to a new one and is kept beside it. */
    static ServerLog fromNow(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file, OwnerOnly.FILE);
        }
        if (Files.size(file) >= ROTATED_FROM_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), REPLACE_EXISTING);
            Files.createFile(file, OwnerOnly.FILE);
        }
        return new ServerLog(file, Files.size(file));
    }

    /** The last reason the server gave for its end. */
    Optional<String> fatal() throws IOException {
        return FATAL.matcher(text())
                .results()
                .reduce((first, second) -> second)
                .map(line -> line.group(1));
    }

    boolean saysPortInUse() throws IOException {
        return text().contains("Address already in use");
    }

    private String text() throws IOException {
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(start);
            return new String(in.readNBytes(READ_AT_MOST_BYTES), UTF_8);
        }
    }
}
