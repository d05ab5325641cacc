-- Where views in memory may begin. No content: ids and positions.

CREATE TABLE view_checkpoint (
    view     text    PRIMARY KEY,
    position bigint  NOT NULL CHECK (position > 0),
    format   integer NOT NULL,
    leaf     bytea   NOT NULL
);
COMMENT ON TABLE view_checkpoint IS 'Up to where of the log each view is written down; the leaf of the event there tells this log from another.';

CREATE TABLE view_checkpoint_row (
    view     text   NOT NULL,
    id       text   NOT NULL,
    position bigint NOT NULL,
    payload  bytea  NOT NULL,
    PRIMARY KEY (view, id)
);
COMMENT ON TABLE view_checkpoint_row IS 'Entries of views, each true up to its own position; written behind, with a checksum.';
