package dev.hansard.eventstore.chain;

import dev.hansard.eventstore.OwnerFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The file that the signing key is in, outside of the database; nobody but its owner reads it. */
final class SigningKeyFile {

    private final Path path;

    SigningKeyFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /**
     * The key, which is on disk when it is returned: the one that is there, or a new one.
     *
     * @throws SigningRefusedException if the file cannot be made, or is not in order
     */
    SigningKey readOrMake() {
        return read().orElseGet(this::make);
    }

    /**
     * The key, if the file is there.
     *
     * @throws SigningRefusedException if it is not in order
     */
    Optional<SigningKey> read() {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            if (!OwnerFiles.isPrivate(path)) {
                throw refused("others may read it (it must be 0600)");
            }
            return Optional.of(SigningKey.parse(Files.readString(path)));
        } catch (IOException e) {
            throw refused(e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            throw refused("it holds no Ed25519 key in PEM");
        }
    }

    private SigningKey make() {
        SigningKey key = SigningKey.make();
        try {
            OwnerFiles.make(path, key.pem());
            return key;
        } catch (IOException e) {
            throw refused(e.getClass().getSimpleName());
        }
    }

    private SigningRefusedException refused(String why) {
        return new SigningRefusedException(
                "the key that signs heads cannot be kept in %s: %s; mend that, name another file with hansard.audit.signing-key-file (HANSARD_AUDIT_SIGNINGKEYFILE), or give the key in hansard.audit.signing-key"
                        .formatted(path, why));
    }
}
