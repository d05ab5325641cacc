package dev.hansard.eventstore.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

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
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
            if (!OwnerOnly.FILE.containsAll(rights)) {
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
        try (FileChannel file = OwnerOnly.open(path, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer text = ByteBuffer.wrap(key.pem().getBytes(UTF_8));
            while (text.hasRemaining()) {
                file.write(text);
            }
            file.force(true);
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
