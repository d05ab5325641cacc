-- What forks follow of the conversations they come from. Where the last removal stands is not to be told
-- from a row, so the rows are made anew.

DELETE FROM conversation_view;
UPDATE table_position SET position = 0 WHERE name = 'conversations-table';
ALTER TABLE conversation_view ADD inherited_through bigint NOT NULL, ADD removed_position bigint NOT NULL;
