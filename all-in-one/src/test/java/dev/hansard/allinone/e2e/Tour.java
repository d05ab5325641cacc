package dev.hansard.allinone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The tour of the README: shell blocks, with what they print in the comments behind {@code # =>},
 * in two parts with a restart in between.
 */
record Tour(List<Block> beforeRestart, List<Block> afterRestart) {

    private static final Pattern STEP =
            Pattern.compile("<!-- restart -->|<!-- tour -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern UNMARKED =
            Pattern.compile("This one works too:\\s*```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern RUN =
            Pattern.compile("<!-- run -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String PRINTS = "# => ";

    /** Commands, and the pieces of their output in order. */
    record Block(String commands, List<String> pieces) {

        static Block of(String text) {
            List<String> commands = new ArrayList<>();
            List<String> pieces = new ArrayList<>();
            for (String line : text.lines().toList()) {
                if (line.startsWith(PRINTS)) {
                    pieces.addAll(List.of(line.substring(PRINTS.length()).split("…")));
                } else {
                    commands.add(line);
                }
            }
            pieces.removeIf(String::isEmpty);
            return new Block(String.join("\n", commands), pieces);
        }

        /** Runs the commands against another port than the README's. */
        void runOn(int port) throws IOException, InterruptedException {
            String output = shell(commands.replace("localhost:8080", "localhost:" + port));
            int from = 0;
            for (String piece : pieces) {
                int found = output.indexOf(piece, from);
                assertThat(found).as("'%s' in its place in%n%s", piece, output).isNotNegative();
                from = found + piece.length();
            }
        }
    }

    static Tour ofReadme() throws IOException {
        String readme = readme();
        List<Block> before = new ArrayList<>();
        List<Block> after = new ArrayList<>();
        List<Block> now = before;
        for (MatchResult step : STEP.matcher(readme).results().toList()) {
            if (step.group(1) == null) {
                now = after;
            } else {
                now.add(Block.of(step.group(1)));
            }
        }
        return new Tour(before, after);
    }

    /** The blocks of the guide that are marked to be run. */
    static List<Block> ofGuide() throws IOException {
        String guide = Files.readString(ProjectFiles.root().resolve("docs/guide.md"));
        return RUN.matcher(guide).results().map(found -> Block.of(found.group(1))).toList();
    }

    /** The first thing that the README proposes to try. */
    static Block firstTry() throws IOException {
        var found = UNMARKED.matcher(readme());
        assertThat(found.find()).isTrue();
        return Block.of(found.group(1));
    }

    /** What the commands print; they must succeed. */
    static String shell(String commands) throws IOException, InterruptedException {
        Process bash =
                new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                        .redirectErrorStream(true)
                        .start();
        String output = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor()).as("%s%n%s", commands, output).isZero();
        return output;
    }

    private static String readme() throws IOException {
        return Files.readString(ProjectFiles.root().resolve("README.md"));
    }
}
