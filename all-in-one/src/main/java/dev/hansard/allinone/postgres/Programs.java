package dev.hansard.allinone.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;

/**
 * Runs the unpacked PostgreSQL programs: as the user of this process, or, as PostgreSQL refuses to
 * run as root, for root in a user namespace where root has no name and no privilege. What they
 * write belongs to the user of this process in both cases.
 */
final class Programs {

    private static final Duration LIMIT_OF_A_TRIAL = Duration.ofSeconds(10);
    private static final long ROOT = 0;

    private final Path programs;
    private final List<String> prefix;

    private Programs(Path programs, List<String> prefix) {
        this.programs = programs;
        this.prefix = prefix;
    }

    static Programs in(Path programs) {
        return OwnerOnly.user() == ROOT
                ? inUserNamespace(programs, List.of("unshare", "-U"))
                : new Programs(programs, List.of());
    }

    static Programs inUserNamespace(Path programs, List<String> prefix) {
        var trial = new ArrayList<>(prefix);
        trial.add("true");
        try {
            if (run(trial, "", LIMIT_OF_A_TRIAL).ok()) {
                return new Programs(programs, prefix);
            }
        } catch (IOException e) {
            // There is no unshare: the same as not being allowed to use it.
        }
        throw Refusals.rootNotPossible();
    }

    /** Waits for the end of the program; one that takes longer than the limit is ended. */
    Outcome run(String program, Duration limit, String... arguments) {
        return runWithInput(program, "", limit, arguments);
    }

    Outcome runWithInput(String program, String input, Duration limit, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Outcome outcome = run(command, input, limit);
            if (outcome.didNotRun()) {
                throw new IOException(outcome.cause());
            }
            return outcome;
        } catch (IOException e) {
            throw Refusals.programsNotUsable(programs, e);
        }
    }

    private static Outcome run(List<String> command, String input, Duration limit)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // The caller's settings of libpq are not meant for this server.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try (var in = process.outputWriter(UTF_8)) {
            in.write(input);
        } catch (IOException e) {
            // The program ended without reading; its status and output say why.
        }
        try {
            return outcome(process, limit);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while PostgreSQL was starting or stopping");
        }
    }

    private static Outcome outcome(Process process, Duration limit) throws InterruptedException {
        var output =
                new FutureTask<>(() -> new String(process.getInputStream().readAllBytes(), UTF_8));
        Thread.ofVirtual().start(output);
        if (!process.waitFor(limit)) {
            process.destroyForcibly();
            return new Outcome(-1, "no end within " + limit.toSeconds() + " s");
        }
        try {
            return new Outcome(process.exitValue(), output.get());
        } catch (ExecutionException e) {
            return new Outcome(process.exitValue(), "its output cannot be read");
        }
    }

    /** How a program ended, and what it printed. */
    record Outcome(int status, String output) {

        private static final Pattern ERROR = Pattern.compile("(?:error|FATAL|PANIC):\\s+(.+)");

        boolean ok() {
            return status == 0;
        }

        /** What shells, unshare and the dynamic loader answer in place of the program. */
        boolean didNotRun() {
            return status == 126 || status == 127;
        }

        /** The one line of the output that says most. */
        String cause() {
            var errors = ERROR.matcher(output).results().map(error -> error.group(1)).toList();
            if (!errors.isEmpty()) {
                return errors.getLast();
            }
            var lines = output.lines().filter(line -> !line.isBlank()).toList();
            return lines.isEmpty() ? "exit status " + status : lines.getLast();
        }
    }
}
