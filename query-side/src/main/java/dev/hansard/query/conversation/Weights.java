package dev.hansard.query.conversation;

/** What entries weigh in memory, in bytes, near enough to bound it. */
final class Weights {

    private static final int CONVERSATION = 500;
    private static final int MESSAGE = 120;
    private static final int GROUP = 250;
    private static final int MEMBER = 40;

    private Weights() {}

    static int conversation(String key, ConversationModel model) {
        long bytes = CONVERSATION + 2L * key.length() + model.metadata().size();
        for (Message message : model.tail()) {
            bytes += MESSAGE + message.json().length;
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    static int group(String key, ConversationGroup group) {
        return GROUP + 2 * key.length() + MEMBER * group.members().size();
    }
}
