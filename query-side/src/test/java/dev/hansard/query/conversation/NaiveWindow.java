package dev.hansard.query.conversation;

import dev.hansard.api.conversation.Role;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A window as the contract defines it, without any thought for what it costs: every end of the
 * conversation is tried, the longest first.
 */
final class NaiveWindow {

    /** A message as far as the contract looks at it. */
    record Said(long sequence, Role role, Set<String> makes, String answers, int tokens) {

        boolean instructs() {
            return role == Role.SYSTEM || role == Role.DEVELOPER;
        }
    }

    private final List<Said> standing;

    /**
     * @param standing all messages since the last clear that have not been removed
     */
    NaiveWindow(List<Said> standing) {
        this.standing = standing;
    }

    /** What is shown of the messages after the edge, with what is kept before it. */
    List<Said> of(long edge, int messages, long tokens, boolean keepSystem) {
        List<Said> leading =
                keepSystem ? standing.stream().takeWhile(Said::instructs).toList() : List.of();
        List<Said> shown = new ArrayList<>();
        for (Said said : leading) {
            if (shown.size() == messages || cost(shown) + said.tokens() > tokens) {
                break;
            }
            shown.add(said);
        }
        List<Said> others = new ArrayList<>(all(edge, false));
        others.removeAll(leading);
        for (int start = 0; start <= others.size(); start++) {
            List<Said> end = others.subList(start, others.size());
            List<Said> whole = end.stream().filter(said -> isWhole(said, end)).toList();
            if (end.size() + shown.size() <= messages && cost(shown) + cost(whole) <= tokens) {
                shown.addAll(whole);
                return shown;
            }
        }
        return shown;
    }

    /** What there would be to show without limits. */
    List<Said> all(long edge, boolean keepSystem) {
        List<Said> leading =
                keepSystem ? standing.stream().takeWhile(Said::instructs).toList() : List.of();
        return standing.stream()
                .filter(said -> said.sequence() > edge || leading.contains(said))
                .toList();
    }

    private boolean isWhole(Said said, List<Said> end) {
        Said call = said.role() == Role.TOOL ? callOf(said) : said;
        return call != null
                && end.contains(call)
                && (call.makes().isEmpty() || isAnswered(call) || isWaiting(call));
    }

    private boolean isAnswered(Said call) {
        List<String> answered = resultsOf(call).stream().map(Said::answers).toList();
        return answered.containsAll(call.makes());
    }

    private boolean isWaiting(Said call) {
        List<Said> since = standing.subList(standing.indexOf(call) + 1, standing.size());
        return resultsOf(call).containsAll(since);
    }

    private List<Said> resultsOf(Said call) {
        return standing.stream()
                .filter(said -> said.role() == Role.TOOL && call.equals(callOf(said)))
                .toList();
    }

    /** The nearest earlier call with its id; null if there is none. */
    private Said callOf(Said result) {
        Said nearest = null;
        for (Said said : standing.subList(0, standing.indexOf(result))) {
            nearest = said.makes().contains(result.answers()) ? said : nearest;
        }
        return nearest;
    }

    private static long cost(List<Said> messages) {
        return messages.stream().mapToLong(Said::tokens).sum();
    }
}
