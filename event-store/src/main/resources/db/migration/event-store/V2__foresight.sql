-- What a writer foresaw has to hold, or nothing is written: the log ends where it thinks, and nobody has
-- used one of the idempotency keys since a moment.
create function require_foreseen(
    foreseen_position bigint, foreseen_instant timestamptz,
    tenants text[], keys text[], forgotten timestamptz) returns void
    language plpgsql stable as
$$
begin
    if not exists (
            select from log_head
             where position = foreseen_position and recorded_at = foreseen_instant)
        or exists (
            select from unnest(tenants, keys) as wanted (tenant, key)
              join kept_answer kept
                on kept.tenant = wanted.tenant and kept.idempotency_key = wanted.key
             where kept.kept_at > forgotten)
    then
        raise exception 'the log is not as it was foreseen' using errcode = 'HA001';
    end if;
end
$$;
