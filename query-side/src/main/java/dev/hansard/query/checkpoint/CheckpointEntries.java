package dev.hansard.query.checkpoint;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import java.util.Optional;

/** The entries of all checkpoints. */
interface CheckpointEntries extends Repository<CheckpointEntry, CheckpointEntry.Key> {

    Optional<CheckpointEntry> findById(CheckpointEntry.Key key);

    /** Puts entries in; those that are there and as far or further stay as they are. */
    @Modifying
    @Query(
            nativeQuery = true,
            value =
                    """
                    insert into view_checkpoint_row (view, id, position, payload)
                    select :view, new.* from unnest(cast(:ids as text[]),
                                                    cast(:positions as bigint[]),
                                                    cast(:payloads as bytea[])) as new
                        on conflict (view, id) do update
                       set (position, payload) = (excluded.position, excluded.payload)
                     where view_checkpoint_row.position < excluded.position""")
    int put(String view, String[] ids, Long[] positions, byte[][] payloads);

    @Modifying
    @Query("delete from CheckpointEntry e where e.key.view = :view")
    int clear(String view);

    @Modifying
    @Query("delete from CheckpointEntry e where e.key.view = :view and e.key.id in :ids")
    int remove(String view, Iterable<String> ids);
}
