package dev.hansard.allinone.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of the project that tests read, wherever they are run from. */
final class ProjectFiles {

    private ProjectFiles() {}

    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docker-compose.yml"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    /** A file of the real input, if it is there. */
    static Optional<Path> realInput(String name) {
        String property = System.getProperty("hansard.dialogues");
        Stream<Path> places =
                property == null
                        ? Stream.of(root().resolve("../shared/data"))
                        : Stream.of(Path.of(property), root().resolve(property));
        return places.map(place -> place.resolve(name)).filter(Files::exists).findFirst();
    }
}
