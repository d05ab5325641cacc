-- Where views in memory may begin that have no other tables. No content: ids, positions and times.
create table checkpoint (
    position bigint  not null check (position > 0),
    format   integer not null, -- of the rows
    view     text    not null primary key,
    leaf     bytea   not null  -- of the event at the position: tells this log from another
);

create table checkpoint_row (
    position bigint not null, -- up to which the row is true
    view     text   not null,
    id       text   not null,
    payload  bytea  not null, -- a checksum, then what the view wrote
    primary key (view, id)
);
