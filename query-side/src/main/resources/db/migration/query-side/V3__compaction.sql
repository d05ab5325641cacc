-- Windows apart from what was cleared. Nothing was compacted before: each window begins at its clear.

ALTER TABLE conversation_view ADD window_through bigint, ADD window_messages bigint, ADD summary_version bigint NOT NULL DEFAULT 0;
UPDATE conversation_view SET window_through = cleared_through, window_messages = live_messages;
ALTER TABLE conversation_view ALTER window_through SET NOT NULL, ALTER window_messages SET NOT NULL, ALTER summary_version DROP DEFAULT;
