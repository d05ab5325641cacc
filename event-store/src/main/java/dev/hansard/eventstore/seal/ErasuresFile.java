package dev.hansard.eventstore.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.eventstore.OwnerFiles;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The users and tenants that were erased, in a file outside of the database: a line for each. What
 * is restored from before is erased again by it.
 */
final class ErasuresFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;

    ErasuresFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /**
     * @param store names the database
     * @param userId empty for the tenant itself
     */
    private record Line(String store, String tenant, String userId) {}

    /** Adds a line, unless it is there; it is on disk then. */
    synchronized void add(String store, KeyOwner owner) {
        if (of(store).contains(owner)) {
            return;
        }
        String line = JSON.writeValueAsString(new Line(store, owner.tenant(), owner.userId()));
        try (FileChannel file =
                OwnerFiles.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            OwnerFiles.write(file, (line + "\n").getBytes(UTF_8));
            file.force(true);
        } catch (IOException e) {
            throw refused(e.getClass().getSimpleName());
        }
    }

    /**
     * Those of a store. A last line that was not written to its end is of an erasure that goes on.
     *
     * @throws SealingRefusedException if the file cannot be read
     */
    synchronized List<KeyOwner> of(String store) {
        if (Files.notExists(path)) {
            return List.of();
        }
        try {
            String text = Files.readString(path);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(line -> JSON.readValue(line, Line.class))
                    .filter(line -> line.store.equals(store))
                    .map(line -> new KeyOwner(line.tenant, line.userId))
                    .toList();
        } catch (IOException | JacksonException e) {
            throw refused(e.getClass().getSimpleName());
        }
    }

    private SealingRefusedException refused(String why) {
        return new SealingRefusedException(
                "who was erased cannot be kept in %s: %s; mend that, or name another file with hansard.encryption.erasures-file (HANSARD_ENCRYPTION_ERASURESFILE)"
                        .formatted(path, why));
    }
}
