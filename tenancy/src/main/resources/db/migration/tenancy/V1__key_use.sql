-- When each API key was used last. Not history: written behind by every node, never by an event.
create table key_use (
    used_at timestamptz not null,
    key_id  text        not null primary key
) with (fillfactor = 50);
