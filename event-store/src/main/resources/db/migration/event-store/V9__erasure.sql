-- Who was erased: the key is gone, and with it all that it opened.
create table erasure (
    position   bigint,         -- of the event that says so; null if it is to be written again, as after a restore
    erased_at  timestamptz(6),
    started_at timestamptz(6)  not null,
    finished   bigint,         -- position of the receipt; null until every node has let go of the person
    tenant     text            not null,
    user_id    text            not null,
    primary key (tenant, user_id)
);

-- Without the key of somebody who was erased.
alter table data_key alter column sealed_key drop not null;

-- How many were erased: tells a node that what it knows of keys may have changed.
alter table sealing add column erasures bigint not null default 0;

create index snapshot_owner on snapshot (user_hash(tenant, user_id));

-- Destroys the key of a user, with what was made of it. With the row of nobody's in a tenant, user_id '', the tenant
-- itself is erased: all its keys are gone then, and whoever looks for one of them finds that. The position is null where
-- the event is not written yet.
create function erase(
    of_tenant text, of_user text, at_position bigint, at_instant timestamptz, now timestamptz)
    returns void
    language plpgsql as
$$
begin
    insert into erasure (tenant, user_id, position, erased_at, started_at)
    values (of_tenant, of_user, at_position, at_instant, now)
        on conflict (tenant, user_id) do update
       set position = coalesce(erasure.position, excluded.position),
           erased_at = coalesce(erasure.erased_at, excluded.erased_at);
    if of_user = '' then
        delete from data_key where tenant = of_tenant;
    else
        insert into data_key (tenant, user_id, created_at, envelope_key, sealed_key)
        values (of_tenant, of_user, now, '', null)
            on conflict (tenant, user_id) do update set envelope_key = '', sealed_key = null;
        delete from snapshot
         where user_hash(tenant, user_id) = user_hash(of_tenant, of_user)
           and tenant = of_tenant and user_id = of_user;
    end if;
    update sealing set erasures = erasures + 1;
end
$$;

-- The nodes that hold contents in memory, and how far each has read.
create table node (
    position     bigint         not null,
    lease_until  timestamptz(6) not null,
    id           uuid           not null primary key
);
