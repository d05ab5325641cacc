import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks ({@code check}) or rewrites ({@code write}) every Java file of the modules with google-java-format. Run by the
 * root pom on JDK 25, because the formatter parses with the compiler of the JVM it runs on and Maven may run on JDK 17.
 */
void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    var formatter = new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
    List<Path> sources;
    try (var files = Files.walk(Path.of(args[1]))) {
        sources =
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> file.toString().contains("/src/"))
                        .filter(file -> !file.toString().contains("/target/"))
                        .sorted()
                        .toList();
    }
    List<Path> different =
            sources.parallelStream().filter(source -> differs(source, formatter, write)).toList();
    different.forEach(source -> System.out.println((write ? "formatted " : "not formatted: ") + source));
    System.out.printf("%d Java files, %d %s%n", sources.size(), different.size(), write ? "rewritten" : "differ");
    if (!write && !different.isEmpty()) {
        System.out.println("Run ./mvnw -N verify -Dformat=write");
        System.exit(1);
    }
}

/** Whether a file is not formatted; then it is rewritten, if wanted. */
boolean differs(Path source, Formatter formatter, boolean write) {
    try {
        String before = Files.readString(source);
        String after =
                formatter.formatSource(
                        ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(before), Style.AOSP));
        if (write && !after.equals(before)) {
            Files.writeString(source, after);
        }
        return !after.equals(before);
    } catch (IOException | FormatterException e) {
        throw new IllegalStateException(source.toString(), e);
    }
}
