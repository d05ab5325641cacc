-- What runs in the background for an auditor or operator: each job is run by one node, and seen and cancelled by all. Jobs
-- of before are forgotten: they were verifications, and can be had again.

DROP TABLE verification;

CREATE TABLE job (
    id          text             PRIMARY KEY,
    kind        text             NOT NULL,
    tenant      text             NOT NULL,
    status      text             NOT NULL,
    asked_at    timestamptz      NOT NULL,
    seen_at     timestamptz      NOT NULL,
    started_at  timestamptz,
    finished_at timestamptz,
    progress    double precision NOT NULL,
    cancelling  boolean          NOT NULL DEFAULT false,
    problem     text,
    details     text
);
COMMENT ON COLUMN job.seen_at IS 'When its node last said that it is alive, by the clock of the database.';
COMMENT ON COLUMN job.details IS 'JSON: what is told of a job of this kind alone. No content of messages or values.';
CREATE INDEX job_tenant ON job (kind, tenant, asked_at);
