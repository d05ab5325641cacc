package dev.hansard.eventstore.seal;

import dev.hansard.eventstore.OwnerFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The file that the envelope key is in, outside of the database; nobody but its owner reads it. */
final class EnvelopeKeyFile {

    private final Path path;

    EnvelopeKeyFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    boolean isThere() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The keys in it.
     *
     * @throws SealingRefusedException if it is not in order
     */
    EnvelopeKeyring read() {
        try {
            if (!OwnerFiles.isPrivate(path)) {
                throw refused("others may read it (it must be 0600)");
            }
            return EnvelopeKeyring.parse(Files.readString(path));
        } catch (IOException e) {
            throw refused(e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            throw refused("it does not hold keys of 32 bytes in base64");
        }
    }

    /** Makes it, with a new key; it is on disk then. */
    void make() {
        try {
            OwnerFiles.make(path, EnvelopeKeyring.make() + "\n");
        } catch (IOException e) {
            throw refused(e.getClass().getSimpleName());
        }
    }

    private SealingRefusedException refused(String why) {
        return new SealingRefusedException(
                "the envelope key cannot be kept in %s: %s; mend that, name another file with hansard.encryption.key-file (HANSARD_ENCRYPTION_KEYFILE), or give the key in hansard.encryption.key"
                        .formatted(path, why));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
