-- Whether contents are sealed: decided before the first event, for good. One row, put in by the first start; a store
-- that was written to before there were seals keeps its contents in clear.
create table sealing (
    sealed boolean not null,
    single boolean not null default true primary key check (single)
);

insert into sealing (sealed) select false from log_head where position > 0;

-- The key of each user, and of each tenant for what is nobody's, sealed with the envelope key.
create table data_key (
    created_at   timestamptz(6) not null,
    tenant       text           not null,
    user_id      text           not null, -- '' for the tenant's own
    envelope_key text           not null, -- names the key that it is sealed with
    sealed_key   bytea          not null,
    primary key (tenant, user_id)
);

-- Which envelope keys are in use, and what a new one has not come to yet.
create index data_key_envelope on data_key (envelope_key);

-- Writes keys of who had none, with the events that are sealed with them; nothing, if somebody got another one.
create function keep_keys(
    tenants text[], user_ids text[], instants timestamptz[], envelope_keys text[], sealed_keys bytea[]) returns void
    language plpgsql as
$$
declare
    kept integer;
begin
    insert into data_key (tenant, user_id, created_at, envelope_key, sealed_key)
    select tenants[i], user_ids[i], instants[i], envelope_keys[i], sealed_keys[i]
      from generate_series(1, cardinality(tenants)) i order by 1, 2
        on conflict do nothing;
    get diagnostics kept = row_count;
    if kept < cardinality(tenants) and exists (
            select from unnest(tenants, user_ids, sealed_keys) as wanted (tenant, user_id, sealed_key)
              join data_key d on d.tenant = wanted.tenant and d.user_id = wanted.user_id
             where d.sealed_key is distinct from wanted.sealed_key)
    then
        raise exception 'somebody else has made a key' using errcode = 'HA001';
    end if;
end
$$;

-- Whose a snapshot is, and so which key it is sealed with. Those that are there are made again.
truncate snapshot;
alter table snapshot
    add column tenant  text not null,
    add column user_id text not null; -- '' for the tenant's own
