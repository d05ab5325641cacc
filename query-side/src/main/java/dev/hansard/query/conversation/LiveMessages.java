package dev.hansard.query.conversation;

import dev.hansard.api.conversation.ConversationEvent;
import dev.hansard.api.conversation.ConversationEvent.CompactionUndone;
import dev.hansard.api.conversation.ConversationEvent.ConversationCleared;
import dev.hansard.api.conversation.ConversationEvent.ConversationCompacted;
import dev.hansard.api.conversation.ConversationEvent.ConversationCreated;
import dev.hansard.api.conversation.ConversationEvent.ConversationDeleted;
import dev.hansard.api.conversation.ConversationEvent.ConversationExpired;
import dev.hansard.api.conversation.ConversationEvent.ConversationForked;
import dev.hansard.api.conversation.ConversationEvent.ConversationReopened;
import dev.hansard.api.conversation.ConversationEvent.MessageAppended;
import dev.hansard.api.conversation.ConversationEvent.MessageRemoved;
import dev.hansard.api.conversation.ConversationEvent.MetadataSet;
import dev.hansard.eventstore.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the newest messages that still stand, by walking the log backward: what ended or emptied a
 * conversation, or removed a message, is met before what it concerns. No view is needed for that,
 * so it answers every miss.
 */
final class LiveMessages {

    private static final int PAGE = 256;

    /** A message and the conversation it stands in. */
    record Found(String conversation, Message message) {}

    /**
     * What a walk found.
     *
     * @param newestFirst at most as many as asked for
     * @param complete whether there is none older
     */
    record Walk(List<Found> newestFirst, boolean complete) {}

    private final Set<String> emptied = new HashSet<>();
    private final Set<String> removed = new HashSet<>();
    private final List<Found> found = new ArrayList<>();

    private LiveMessages() {}

    /**
     * Walks back until enough messages are found or the log ends.
     *
     * @param pageBefore the page of events before one, newest first; before null: the newest page.
     *     An empty one ends the walk
     */
    static Walk walk(
            Function<@Nullable RecordedEvent, List<RecordedEvent>> pageBefore, int wanted) {
        var walk = new LiveMessages();
        RecordedEvent oldest = null;
        while (walk.found.size() < wanted) {
            List<RecordedEvent> page = pageBefore.apply(oldest);
            if (page.isEmpty()) {
                return new Walk(walk.found, true);
            }
            for (RecordedEvent recorded : page) {
                if (walk.found.size() == wanted) {
                    break;
                }
                walk.meet(recorded);
            }
            oldest = page.getLast();
        }
        return new Walk(walk.found, false);
    }

    /** How many events to read at once for that many messages. */
    static int pageSize(int wanted) {
        return Math.min(PAGE, Math.max(wanted + 8, 16));
    }

    private void meet(RecordedEvent recorded) {
        String conversation = recorded.aggregateId();
        if (emptied.contains(conversation)
                || !(recorded.payload() instanceof ConversationEvent event)) {
            return;
        }
        switch (event) {
            case MessageAppended appended -> {
                if (!removed.remove(conversation + "#" + appended.sequence())) {
                    found.add(new Found(conversation, Message.of(recorded)));
                }
            }
            case MessageRemoved gone -> removed.add(conversation + "#" + gone.sequence());
            case ConversationCleared cleared -> emptied.add(conversation);
            case ConversationExpired expired -> emptied.add(conversation);
            case ConversationDeleted deleted -> emptied.add(conversation);
            case ConversationReopened reopened -> emptied.add(conversation);
            case ConversationCreated created -> {}
            case ConversationForked forked -> {}
            case ConversationCompacted compacted -> {}
            case CompactionUndone undone -> {}
            case MetadataSet set -> {}
        }
    }
}
