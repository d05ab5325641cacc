package dev.hansard.query.conversation;

import dev.hansard.eventstore.checkpoint.CheckpointRow;
import dev.hansard.eventstore.checkpoint.DamagedCheckpointException;
import dev.hansard.query.conversation.ConversationGroup.Member;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A group as a checkpoint has it: which conversations, and where in the log; nothing of what was
 * said.
 */
final class GroupRow {

    /** Goes up when what is written below changes. */
    static final int FORMAT = 1;

    private GroupRow() {}

    /**
     * @param group aggregate identifier of the user or session
     * @param tailLength that the group was made for
     */
    static CheckpointRow write(String group, ConversationGroup written, int tailLength) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(tailLength);
            out.writeBoolean(written.complete());
            out.writeInt(written.members().size());
            for (Member member : written.members()) {
                out.writeUTF(member.conversation());
                out.writeLong(member.lastAppend());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CheckpointRow.of(group, written.position(), FORMAT, bytes.toByteArray());
    }

    /**
     * The group; empty if it was made for another tail length.
     *
     * @throws DamagedCheckpointException if it was not written like this
     */
    static Optional<ConversationGroup> read(CheckpointRow row, int tailLength) {
        var in = new DataInputStream(new ByteArrayInputStream(row.written(FORMAT)));
        try {
            if (in.readInt() != tailLength) {
                return Optional.empty();
            }
            boolean complete = in.readBoolean();
            List<Member> members = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                members.add(new Member(in.readUTF(), in.readLong()));
            }
            return Optional.of(
                    new ConversationGroup(List.copyOf(members), complete, false, row.position()));
        } catch (IOException e) {
            throw new DamagedCheckpointException(row.id());
        }
    }
}
