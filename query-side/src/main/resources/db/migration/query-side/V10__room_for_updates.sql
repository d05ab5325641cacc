-- Rows that change with every message: room beside them, so that an index is touched only for what it holds.
ALTER TABLE conversation_view SET (fillfactor = 70);
ALTER TABLE session_view SET (fillfactor = 70);
