-- With the row of nobody's in a tenant, user_id '', the tenant itself was erased: all its keys are gone then, and whoever
-- looks for one of them finds that.
create or replace function erase(
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
