package dev.hansard.allinone.conformity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository, as they lie there. */
final class Repository {

    static final List<String> MODULES =
            List.of(
                    "proof",
                    "shared-api",
                    "event-store",
                    "http-edge",
                    "tenancy",
                    "command-side",
                    "query-side",
                    "all-in-one");

    private static final Path ROOT = root();

    private Repository() {}

    static Path path(String relative) {
        return ROOT.resolve(relative);
    }

    static String read(String relative) {
        return read(path(relative));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every Java file that is shipped. */
    static List<Path> shippedSources() {
        return MODULES.stream()
                .flatMap(module -> below(path(module + "/src/main/java"), ".java").stream())
                .toList();
    }

    /** Every file below a directory whose name ends so. */
    static List<Path> below(Path directory, String suffix) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tests run in their module's directory. */
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve(".mvn"))) {
            here = here.getParent();
        }
        return here;
    }
}
