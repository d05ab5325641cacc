-- Shared tables of the query side: ids, times and counts. No content in any column: metadata,
-- preferences, state and messages are read from the log and held in memory only.

CREATE TABLE table_position (
    name     text   PRIMARY KEY,
    position bigint NOT NULL
);
COMMENT ON TABLE table_position IS 'Up to where of the log each shared table is true; moved in the transaction that writes its rows.';
INSERT INTO table_position VALUES ('conversations-table', 0), ('sessions-table', 0);

CREATE TABLE conversation_view (
    id                       text        PRIMARY KEY,
    created_position         bigint      NOT NULL,
    metadata_position        bigint      NOT NULL,
    cleared_through          bigint      NOT NULL,
    last_sequence            bigint      NOT NULL,
    live_messages            bigint      NOT NULL,
    message_count            bigint      NOT NULL,
    version                  bigint      NOT NULL,
    created_at               timestamptz NOT NULL,
    last_activity_at         timestamptz NOT NULL,
    turn_count               integer     NOT NULL,
    max_turns_before_compact integer     NOT NULL,
    auto_compact             boolean     NOT NULL,
    tenant                   text        NOT NULL,
    user_id                  text        NOT NULL,
    session_id               text,
    status                   text        NOT NULL,
    ttl                      text        NOT NULL
);
CREATE INDEX conversation_view_user ON conversation_view (tenant, user_id, created_position);
CREATE INDEX conversation_view_session ON conversation_view (tenant, session_id, created_position) WHERE session_id IS NOT NULL;
CREATE INDEX conversation_view_tenant ON conversation_view (tenant, created_position);

CREATE TABLE session_view (
    id               text        PRIMARY KEY,
    created_position bigint      NOT NULL,
    position         bigint      NOT NULL,
    turn_count       bigint      NOT NULL,
    version          bigint      NOT NULL,
    created_at       timestamptz NOT NULL,
    last_activity_at timestamptz NOT NULL,
    tenant           text        NOT NULL,
    user_id          text        NOT NULL,
    status           text        NOT NULL,
    ttl              text        NOT NULL
);
CREATE INDEX session_view_user ON session_view (tenant, user_id, created_position);
CREATE INDEX session_view_tenant ON session_view (tenant, created_position);
CREATE INDEX session_view_status ON session_view (tenant, status);
