package dev.hansard.edge.errors;

/** Stack traces for the log, without the messages of the exceptions: those may quote content. */
final class StackTraces {

    private static final int FRAMES = 40;

    private StackTraces() {}

    static String withoutMessages(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause()) {
            trace.append(depth++ == 0 ? "" : "\ncaused by ").append(cause.getClass().getName());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
                trace.append("\n\tat ").append(frames[i]);
            }
        }
        return trace.toString();
    }
}
