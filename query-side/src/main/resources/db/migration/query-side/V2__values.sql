-- Where each value stands in the log: state and profiles of users, entries of tables. Names are made of
-- ids, and are envelope; what a value is stands in the log alone.

CREATE TABLE value_view (
    id         text        COLLATE "C" PRIMARY KEY, -- compared by bytes: lists are in the order of keys
    position   bigint      NOT NULL,
    expires_at timestamptz
);
INSERT INTO table_position VALUES ('values-table', 0);
