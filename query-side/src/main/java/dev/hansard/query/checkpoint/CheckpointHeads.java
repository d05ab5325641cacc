package dev.hansard.query.checkpoint;

import dev.hansard.eventstore.checkpoint.CheckpointTables;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import java.util.Optional;

/** The checkpoints of this side's views. */
interface CheckpointHeads extends Repository<CheckpointHead, String> {

    Optional<CheckpointHead> findById(String view);

    @Modifying
    @Query(
            nativeQuery = true,
            value =
                    """
                    insert into view_checkpoint (view, format, position, leaf)
                    values (:view, :format, :position, :leaf)
                        on conflict (view) do update
                       set (format, position, leaf) =
                           (excluded.format, excluded.position, excluded.leaf)""")
    int move(String view, int format, long position, byte[] leaf);

    @Modifying
    @Query("delete from CheckpointHead h where h.view = :view")
    int clear(String view);

    /** Waits until no other node changes a checkpoint; holds for the transaction. */
    @Query(nativeQuery = true, value = CheckpointTables.TAKE_TURN)
    Object takeTurn();
}
