package dev.hansard.query.replay;

/** A view that can be made anew beside itself, while it goes on serving. */
public interface Rebuildable {

    /** As health, metrics and logs name it. */
    String name();

    /**
     * Makes it anew from the whole log and, once that has caught up, puts it in the place of what
     * was there.
     *
     * @throws java.util.concurrent.CancellationException if the progress ended it; then the view is
     *     what it was
     * @throws UnderWayException if another node does the same
     */
    void rebuild(ReplayProgress progress);

    /** Two of them would be in each other's way. */
    final class UnderWayException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
