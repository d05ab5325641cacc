-- Keys with a slash, by what stands before it: few events have one. So all of a kind are found however long
-- their aggregate is, and whatever the collation.
create index event_key_kind on event (aggregate_id, (split_part(dedupe_key, '/', 1)), sequence)
    where dedupe_key like '%/%';
