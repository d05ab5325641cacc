-- Writes a batch that has been made ready, whole, in one statement: its rows, the heads, the answers to keep, and the
-- wake-up for other nodes, if there are any. What goes in, and with which leaves, is decided before.
create function append_events(
    -- What the writer foresaw: where the log ends. Null if this transaction has the lock, and has looked.
    foreseen_position bigint, foreseen_instant timestamptz, forgotten timestamptz, lock_key bigint, lock_timeout text,
    -- One value for each event, in order.
    recorded timestamptz, positions bigint[], tenant_sequences bigint[], sequences bigint[], revisions integer[],
    formats smallint[], event_ids uuid[], leaves bytea[], tenants text[], aggregate_types text[], aggregate_ids text[],
    types text[], user_ids text[], contexts text[], dedupe_keys text[], actor_key_ids text[], actor_roles text[],
    correlation_ids text[], causation_ids text[], idempotency_keys text[], metadatas text[], payloads bytea[],
    -- One for each tenant of them.
    head_tenants text[], head_sequences bigint[], heads bytea[],
    -- Who is told, and the lock that other processes share while they listen: null if they may listen without it.
    channel text, others bigint,
    -- One for each answer.
    kept timestamptz, answer_tenants text[], answer_keys text[], request_hashes bytea[], answers bytea[],
    first_positions bigint[], last_positions bigint[], instants timestamptz[]) returns void
    language plpgsql as
$$
begin
    if foreseen_position is not null then
        perform set_config('lock_timeout', lock_timeout, true),
                set_config('enable_seqscan', 'off', true), -- a plan of a small table is kept when it is large
                set_config('plan_cache_mode', 'force_generic_plan', true), -- and none is made for each batch
                pg_advisory_xact_lock(lock_key);
        perform from log_head where position = foreseen_position and recorded_at = foreseen_instant;
        if not found
            or cardinality(answer_keys) > 0 and exists (
                select from unnest(answer_tenants, answer_keys) as wanted (tenant, key)
                  join kept_answer a on a.tenant = wanted.tenant and a.idempotency_key = wanted.key
                 where a.kept_at > forgotten)
        then
            raise exception 'the log is not as it was foreseen' using errcode = 'HA001';
        end if;
    end if;

    if cardinality(positions) > 0 then
        -- By subscripts: a row of 21 functions, as unnest is of 21 arrays, costs more than all indexes of the log.
        insert into event (position, tenant_sequence, sequence, revision, format, event_id, leaf, tenant,
            aggregate_type, aggregate_id, type, user_id, context, dedupe_key, actor_key_id, actor_role,
            correlation_id, causation_id, idempotency_key, metadata, payload, recorded_at)
        select positions[i], tenant_sequences[i], sequences[i], revisions[i], formats[i], event_ids[i], leaves[i],
               tenants[i], aggregate_types[i], aggregate_ids[i], types[i], user_ids[i], contexts[i], dedupe_keys[i],
               actor_key_ids[i], actor_roles[i], correlation_ids[i], causation_ids[i], idempotency_keys[i],
               metadatas[i], payloads[i], recorded
          from generate_series(1, cardinality(positions)) i;
        update log_head set position = positions[cardinality(positions)], recorded_at = recorded;
        insert into tenant_head (tenant, sequence, head)
        select head_tenants[i], head_sequences[i], heads[i] from generate_series(1, cardinality(head_tenants)) i
            on conflict (tenant) do update set sequence = excluded.sequence, head = excluded.head;
        if others is null or not pg_try_advisory_xact_lock(others) then
            perform pg_notify(channel, positions[cardinality(positions)]::text);
        end if;
    end if;

    if cardinality(answer_keys) > 0 then
        insert into kept_answer (tenant, idempotency_key, request_hash, answer, first_position, last_position,
            recorded_at, kept_at)
        select answer_tenants[i], answer_keys[i], request_hashes[i], answers[i], first_positions[i],
               last_positions[i], instants[i], kept
          from generate_series(1, cardinality(answer_keys)) i
            on conflict (tenant, idempotency_key) do update
           set (request_hash, answer, first_position, last_position, recorded_at, kept_at) =
               (excluded.request_hash, excluded.answer, excluded.first_position, excluded.last_position,
                excluded.recorded_at, excluded.kept_at);
    end if;
end
$$;

drop function require_foreseen;
