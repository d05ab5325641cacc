package dev.hansard.allinone.postgres;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** The packed PostgreSQL programs for this machine, from a jar on the class path. */
final class ProgramArchive {

    private static final int ANY_EXECUTE = 0111;

    private final String platform;
    private final URL resource;

    private ProgramArchive(String platform, URL resource) {
        this.platform = platform;
        this.resource = resource;
    }

    static ProgramArchive ofThisMachine() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static ProgramArchive of(String system, String machine) {
        String platform = systemName(system) + "-" + machineName(machine);
        URL resource = ProgramArchive.class.getResource("/postgres-" + platform + ".txz");
        if (resource == null) {
            throw Refusals.noProgramsFor(system, machine);
        }
        return new ProgramArchive(platform, resource);
    }

    /** A name that another version of the programs does not have. */
    String fingerprint() throws IOException {
        var connection = (JarURLConnection) resource.openConnection();
        connection.setUseCaches(false);
        try (InputStream opened = connection.getInputStream()) {
            return "postgresql-%s-%08x".formatted(platform, connection.getJarEntry().getCrc());
        }
    }

    /** Writes all programs below a directory, for its owner alone. */
    void unpackTo(Path directory) throws IOException {
        try (var tar =
                new TarArchiveInputStream(
                        new XZInputStream(new BufferedInputStream(resource.openStream())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, directory);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path directory)
            throws IOException {
        Path target = inside(directory, directory.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(target, OwnerOnly.DIRECTORY);
            return;
        }
        Path parent = Objects.requireNonNullElse(target.getParent(), directory);
        Files.createDirectories(parent, OwnerOnly.DIRECTORY);
        if (entry.isSymbolicLink()) {
            inside(directory, parent.resolve(entry.getLinkName()));
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, inside(directory, directory.resolve(entry.getLinkName())));
        } else {
            boolean program = (entry.getMode() & ANY_EXECUTE) != 0;
            Files.createFile(target, program ? OwnerOnly.DIRECTORY : OwnerOnly.FILE);
            try (var out = Files.newOutputStream(target)) {
                content.transferTo(out);
            }
        }
    }

    private static Path inside(Path directory, Path path) throws IOException {
        if (!path.normalize().startsWith(directory)) {
            throw new IOException("the archive leads out of its directory: " + path);
        }
        return path.normalize();
    }

    private static String systemName(String system) {
        return system.startsWith("Mac") ? "darwin" : system.toLowerCase(Locale.ROOT);
    }

    private static String machineName(String machine) {
        return switch (machine) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> machine;
        };
    }
}
