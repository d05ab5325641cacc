package dev.hansard.query.conversation;

import dev.hansard.api.AggregateId;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.RecordedEvent;
import dev.hansard.eventstore.checkpoint.CheckpointSettings;
import dev.hansard.eventstore.checkpoint.CheckpointSettings.Start;
import dev.hansard.eventstore.checkpoint.ViewCheckpoint;
import dev.hansard.eventstore.testing.KillableCheckpoints;
import dev.hansard.query.cache.Unwritten;
import dev.hansard.query.checkpoint.CheckpointDatabase;
import dev.hansard.query.checkpoint.StoredCheckpoints;

import org.springframework.util.unit.DataSize;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The recent messages of one process, where the test does what the follower and the timer do. */
final class RecentMessagesNode {

    static final int TAIL = 3;

    private final EventLog log;
    private final RecentMessages model;
    private final RecentMessageReader reader;
    private final KillableCheckpoints store;
    private final ViewCheckpoint checkpoint;

    /**
     * @param room for groups
     * @param queue of what is to be written
     */
    RecentMessagesNode(CheckpointDatabase database, Start start, DataSize room, int queue) {
        log = database.log();
        StoredCheckpoints stored = database.checkpoints();
        store = new KillableCheckpoints(stored);
        var groups = new GroupLoader(log, TAIL, group -> stored.row(RecentMessages.NAME, group));
        model =
                new RecentMessages(
                        new ConversationLoader(log, _ -> Optional.empty(), TAIL),
                        groups,
                        new RecentMessagesSettings(TAIL, DataSize.ofMegabytes(1), room),
                        new Unwritten<>(queue),
                        Runnable::run);
        reader = new RecentMessageReader(model, groups, TAIL);
        checkpoint =
                new ViewCheckpoint(
                        model,
                        store,
                        log,
                        new CheckpointSettings(start, Duration.ofHours(1), queue));
    }

    /** Where it begins, or is. */
    long position() {
        return checkpoint.resumeAfter();
    }

    RecentMessagesNode follow(int most) {
        List<RecordedEvent> events = log.read(position(), most);
        if (!events.isEmpty()) {
            checkpoint.apply(events);
        }
        return this;
    }

    /**
     * @param dies before the commit
     */
    void write(boolean dies) {
        store.dies(dies);
        checkpoint.write();
    }

    List<Message> ofUser(String user) {
        return last(AggregateId.user("t", user));
    }

    List<Message> ofSession(String session) {
        return last(AggregateId.session("t", session));
    }

    private List<Message> last(AggregateId group) {
        return reader.lastMessages(group.toString(), TAIL, position());
    }

    ConversationModel conversation(String conversation) {
        return reader.conversation(conversation).orElseThrow();
    }
}
