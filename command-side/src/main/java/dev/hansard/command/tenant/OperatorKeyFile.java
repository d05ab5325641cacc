package dev.hansard.command.tenant;

import dev.hansard.edge.access.ApiKey;
import dev.hansard.edge.startup.StartRefusedException;
import dev.hansard.eventstore.OwnerFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The file that an operator finds the first key in; nobody else can read it. */
final class OperatorKeyFile {

    private final Path path;

    OperatorKeyFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    /**
     * A key that is on disk in the file when it is returned: a new one, or the one that is there
     * already from a start that got no further.
     *
     * @throws StartRefusedException if the file cannot be made, or is not in order
     */
    ApiKey readOrMake(SecureRandom random) {
        try {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? read() : make(random);
        } catch (IOException e) {
            throw refused(e.getClass().getSimpleName());
        }
    }

    /** Takes the key out again that was of no use: another node has made the first one. */
    void delete() {
        try {
            boolean _ = Files.deleteIfExists(path);
        } catch (IOException e) {
            throw refused(e.getClass().getSimpleName());
        }
    }

    private ApiKey read() throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || !OwnerFiles.isPrivate(path)) {
            throw refused("it is there, and not a file of 0600");
        }
        ApiKey key = ApiKey.parse(Files.readString(path).strip());
        if (key == null || !ApiKey.isOperators(key.id())) {
            throw refused("it is there, and holds no operator key");
        }
        return key;
    }

    private StartRefusedException refused(String why) {
        return new StartRefusedException(
                ("the first operator key cannot be kept in %s: %s; move the file away or mend its"
                                + " rights, name another with hansard.operator-key-file"
                                + " (HANSARD_OPERATORKEYFILE), or set hansard.admin-key")
                        .formatted(path, why));
    }

    private ApiKey make(SecureRandom random) throws IOException {
        ApiKey key = ApiKey.make(true, random);
        OwnerFiles.make(path, key.text() + "\n");
        return key;
    }
}
