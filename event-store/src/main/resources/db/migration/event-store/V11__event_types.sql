-- What may stand in the log: every version takes note of the types that it writes, before it does.
create table event_type (
    revision integer not null,
    type     text    not null,
    primary key (type, revision)
);
