-- The log. Fixed-width columns stand first and wide to narrow, so that rows carry no alignment padding.
create table event (
    position        bigint         not null,
    tenant_sequence bigint         not null,
    sequence        bigint         not null,
    recorded_at     timestamptz(6) not null,
    revision        integer        not null,
    format          smallint       not null, -- of the payload: 1 = compressed, 2 = sealed
    event_id        uuid           not null,
    leaf            bytea          not null, -- SHA-256, see docs/chain.md
    tenant          text           not null,
    aggregate_type  text           not null, -- '' for an event of no aggregate
    aggregate_id    text           not null,
    type            text           not null,
    user_id         text,
    context         text,
    dedupe_key      text,
    actor_key_id    text,
    actor_role      text,
    correlation_id  text,
    causation_id    text,
    idempotency_key text,
    metadata        text,                    -- JSON: what has no column
    payload         bytea          not null  -- 16 bytes of salt, then the payload
);

-- Positions only grow: a full page is never split again.
create unique index event_position on event (position) with (fillfactor = 100);
alter table event add primary key using index event_position;
create unique index event_aggregate on event (aggregate_id, sequence);
create unique index event_dedupe_key on event (aggregate_id, dedupe_key) where dedupe_key is not null;
create unique index event_tenant on event (tenant, tenant_sequence);
-- The plus is there for the planner: an order by position alone it may take from the primary key, and
-- then reads all of the log that came after somebody's last event.
create index event_user on event (tenant, user_id, (+position)) where user_id is not null;
-- A context is an aggregate identifier, which begins with its tenant.
create index event_context on event (context, (+position)) where context is not null;

-- Who knows the aggregate or the context knows the tenant.
create statistics event_owner (dependencies) on tenant, aggregate_id, context from event;

-- One row: the end of the log. Read and written under the append lock only; readers may look.
create table log_head (
    position    bigint         not null,
    recorded_at timestamptz(6) not null,
    single      boolean        not null default true primary key check (single)
) with (fillfactor = 10);

insert into log_head (position, recorded_at) values (0, 'epoch');

create table tenant_head (
    tenant   text   not null primary key,
    sequence bigint not null,
    head     bytea  not null -- of the hash chain, see docs/chain.md
) with (fillfactor = 50);

create table snapshot (
    aggregate_id    text           not null primary key,
    sequence        bigint         not null,
    recorded_at     timestamptz(6) not null,
    format          smallint       not null,
    event_id        uuid           not null,
    aggregate_type  text           not null,
    type            text           not null,
    revision        text,
    payload         bytea          not null
);

create table kept_answer (
    first_position  bigint         not null,
    last_position   bigint         not null,
    recorded_at     timestamptz(6) not null,
    kept_at         timestamptz(6) not null,
    tenant          text           not null,
    idempotency_key text           not null,
    request_hash    bytea          not null,
    answer          bytea          not null,
    primary key (tenant, idempotency_key)
);

create index kept_answer_age on kept_answer (kept_at);

-- Positions, tenant sequences, aggregate sequences and instants all grow together. So the place of a
-- position in another order is found by bisection over an existing index, without an index of its own.

-- The last sequence of an aggregate at or before a position; -1 if there is none.
create function aggregate_sequence_at(wanted_aggregate text, wanted_position bigint) returns bigint
    language plpgsql stable as
$$
declare
    low bigint := -1;
    high bigint := coalesce((select max(sequence) from event where aggregate_id = wanted_aggregate), -1);
    middle bigint;
    found_position bigint;
begin
    while low < high loop
        middle := (low + high + 1) / 2;
        select position into found_position from event
            where aggregate_id = wanted_aggregate and sequence <= middle order by sequence desc limit 1;
        if found_position > wanted_position then high := middle - 1; else low := middle; end if;
    end loop;
    return low;
end
$$;

-- The last tenant sequence at or before a position; 0 if there is none.
create function tenant_sequence_at(wanted_tenant text, wanted_position bigint) returns bigint
    language plpgsql stable as
$$
declare
    low bigint := 0;
    high bigint := coalesce((select max(tenant_sequence) from event where tenant = wanted_tenant), 0);
    middle bigint;
    found_position bigint;
begin
    while low < high loop
        middle := (low + high + 1) / 2;
        select position into found_position from event
            where tenant = wanted_tenant and tenant_sequence = middle;
        if found_position > wanted_position then high := middle - 1; else low := middle; end if;
    end loop;
    return low;
end
$$;

-- The last position recorded before an instant; 0 if there is none.
create function position_before(wanted_instant timestamptz) returns bigint
    language plpgsql stable as
$$
declare
    low bigint := 0;
    high bigint := coalesce((select max(position) from event), 0);
    middle bigint;
    found_instant timestamptz;
begin
    while low < high loop
        middle := (low + high + 1) / 2;
        select recorded_at into found_instant from event where position = middle;
        if found_instant < wanted_instant then low := middle; else high := middle - 1; end if;
    end loop;
    return low;
end
$$;
