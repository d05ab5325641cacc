-- Verifications of what tenants have in the log: each is run by one node and seen by all.

CREATE TABLE verification (
    id                 text             PRIMARY KEY,
    tenant             text             NOT NULL,
    status             text             NOT NULL,
    asked_at           timestamptz      NOT NULL,
    seen_at            timestamptz      NOT NULL,
    started_at         timestamptz,
    finished_at        timestamptz,
    progress           double precision NOT NULL,
    events_checked     bigint,
    first_bad_position bigint,
    unsigned_events    bigint,
    problem            text,
    head               text,
    keys_trusted       boolean
);
COMMENT ON COLUMN verification.seen_at IS 'When its node last said that it is alive, by the clock of the database.';
CREATE INDEX verification_tenant ON verification (tenant, asked_at);
