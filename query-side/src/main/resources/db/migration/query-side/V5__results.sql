-- Results that agents want to find again: a cache that outlives restarts, not a view of the log. What was asked and
-- answered is in the body alone; agent, tags and content hash are there to be found by, as hashes.

CREATE TABLE result (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    as_of        bigint      NOT NULL,
    access_count bigint      NOT NULL,
    stored_at    timestamptz NOT NULL,
    used_at      timestamptz NOT NULL,
    expires_at   timestamptz,
    tenant       text        NOT NULL,
    key          text        COLLATE "C" NOT NULL,
    request_key  text        COLLATE "C" NOT NULL,
    user_id      text,
    selectors    uuid[]      NOT NULL,
    body         bytea       NOT NULL,
    UNIQUE (tenant, key)
);
COMMENT ON COLUMN result.as_of IS 'Position of the log up to which what it rests on was seen: an invalidation after it applies.';
CREATE INDEX result_request ON result (tenant, request_key, id);
CREATE INDEX result_expiry ON result (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE result_eviction (
    tenant  text   PRIMARY KEY,
    evicted bigint NOT NULL
);
COMMENT ON TABLE result_eviction IS 'How many results of each tenant went before their time, for want of room.';
