package dev.hansard.allinone.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a Hansard process is started: a main class, a directory it runs in, and the environment that
 * an operator would set. Nothing of the tests' own system properties goes in.
 */
final class Launch {

    private final String module;
    private final String mainClass;
    private final Path home;
    private final List<String> withoutModules;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> jvmArguments = new ArrayList<>();
    private final List<String> classPath = new ArrayList<>();
    private List<String> program = List.of();
    private boolean shipped;
    private int port = RunningHansard.freePort();

    private Launch(String module, String mainClass, Path home, List<String> withoutModules) {
        this.module = module;
        this.mainClass = mainClass;
        this.home = home;
        this.withoutModules = withoutModules;
    }

    /** Both sides, with the data in {@code hansard-data} below its home. */
    static Launch allInOne(Path home) {
        return new Launch("all-in-one", "dev.hansard.allinone.HansardApplication", home, List.of());
    }

    static Launch commandService(Path home) {
        return new Launch(
                "command-side",
                "dev.hansard.command.CommandServiceApplication",
                home,
                List.of("all-in-one", "query-side"));
    }

    static Launch queryService(Path home) {
        return new Launch(
                "query-side",
                "dev.hansard.query.QueryServiceApplication",
                home,
                List.of("all-in-one", "command-side"));
    }

    int port() {
        return port;
    }

    Launch onPort(int fixed) {
        port = fixed;
        return this;
    }

    Launch with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Launch with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    Launch withJvmArgument(String argument) {
        jvmArguments.add(argument);
        return this;
    }

    Launch withClassPath(Path first) {
        classPath.add(first.toString());
        return this;
    }

    /** With these options of {@code java} in the place of a jar or a class path. */
    Launch withProgram(String... options) {
        program = List.of(options);
        return this;
    }

    /** As the image of the service starts it, where this build has just made its jar. */
    Launch asShipped() {
        shipped = true;
        return this;
    }

    /** Starts the process and does not wait for it. */
    RunningHansard start() throws IOException {
        Files.createDirectories(home);
        Path output = Files.createTempFile(home, "output", ".txt");
        var builder =
                new ProcessBuilder(command())
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(Launch::wouldConfigureHansard);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().putAll(environment);
        return new RunningHansard(builder.start(), home, output, port);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(jvmArguments);
        Optional<String> jar = shipped ? serviceJar() : Optional.empty();
        if (jar.isPresent()) {
            command.addAll(List.of("-jar", jar.get()));
        } else {
            command.addAll(program.isEmpty() ? ownProgram() : program);
            command.add(mainClass);
        }
        return command;
    }

    private List<String> ownProgram() {
        return withoutModules.isEmpty() && classPath.isEmpty()
                ? AotCache.arguments()
                : List.of("-cp", classPath());
    }

    /**
     * The jar that the service's image runs; there are only classes while the tests run without
     * packaging. It takes half as much again to start as its classes do.
     */
    private Optional<String> serviceJar() {
        String library = "/" + module + "/target/" + module + "-";
        return ownClassPath()
                .filter(entry -> entry.contains(library) && entry.endsWith(".jar"))
                .map(entry -> entry.replaceFirst("\\.jar$", "-exec.jar"))
                .findFirst();
    }

    private String classPath() {
        return Stream.concat(classPath.stream(), ownClassPath().filter(this::belongsTo))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The one that the tests run with. */
    static Stream<String> ownClassPath() {
        String own =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(own.split(File.pathSeparator));
    }

    /** A service of its own has to do without the other side. */
    private boolean belongsTo(String entry) {
        return withoutModules.stream()
                .noneMatch(
                        module ->
                                entry.contains("/" + module + "/target/")
                                        || entry.contains("/" + module + "-"));
    }

    private static boolean wouldConfigureHansard(String variable) {
        return Stream.of(
                        "HANSARD", "SPRING", "SERVER", "MANAGEMENT", "LOGGING", "JAVA_TOOL", "JDK_")
                .anyMatch(variable::startsWith);
    }
}
