package dev.hansard.query.checkpoint;

import dev.hansard.eventstore.checkpoint.CheckpointTables;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import java.util.Optional;

/** The checkpoints of this side's views. */
interface CheckpointHeads extends Repository<CheckpointHead, String> {

    Optional<CheckpointHead> findById(String view);

    CheckpointHead save(CheckpointHead head);

    void deleteById(String view);

    /** Waits until no other node changes a checkpoint; holds for the transaction. */
    @Query(nativeQuery = true, value = CheckpointTables.TAKE_TURN)
    Object takeTurn();
}
