-- Whoever holds rows of a table in memory to write them later can tell whether a rebuild has put others in their place.
ALTER TABLE table_position ADD rebuilds bigint NOT NULL DEFAULT 0;
ALTER TABLE hansard_rebuild.table_position ADD rebuilds bigint NOT NULL DEFAULT 0;
