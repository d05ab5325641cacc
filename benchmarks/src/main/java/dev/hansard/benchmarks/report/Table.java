package dev.hansard.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The report for people: the targets with what was reached, then the figures behind them. */
public final class Table {

    private static final String GAP = "  ";

    private Table() {}

    public static String of(Report report) {
        List<List<String>> targets = new ArrayList<>();
        targets.add(List.of("", "target", "reached", "lowest … highest", "", ""));
        Target.ALL.forEach(target -> targets.add(row(target, report)));

        List<List<String>> behind = new ArrayList<>();
        behind.add(List.of("behind them", "median", "lowest … highest"));
        Set<String> shown = Target.ALL.stream().map(Target::key).collect(Collectors.toSet());
        report.figures()
                .forEach(
                        (key, series) -> {
                            if (!shown.contains(key)) {
                                behind.add(List.of(key, median(series), spread(series)));
                            }
                        });
        report.facts().forEach((key, value) -> behind.add(List.of(key, String.valueOf(value), "")));
        return aligned(targets) + "\n" + aligned(behind);
    }

    private static List<String> row(Target target, Report report) {
        return report.figure(target.key())
                .map(
                        series ->
                                List.of(
                                        target.key(),
                                        target.rule(),
                                        median(series),
                                        spread(series),
                                        target.verdict(series.median()),
                                        target.comparison()))
                .orElseGet(
                        () ->
                                List.of(
                                        target.key(),
                                        target.rule(),
                                        "",
                                        "",
                                        "not measured",
                                        target.comparison()));
    }

    private static String median(Series series) {
        return Rounded.text(series.median());
    }

    private static String spread(Series series) {
        return series.rounds().size() == 1
                ? ""
                : Rounded.text(series.lowest()) + " … " + Rounded.text(series.highest());
    }

    private static String aligned(List<List<String>> rows) {
        int[] widths =
                IntStream.range(0, rows.getFirst().size())
                        .map(column -> width(rows, column))
                        .toArray();
        return rows.stream()
                .map(row -> line(row, widths))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> padded(row.get(column), widths[column]))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
