-- Events that a tenant brought from another store keep the instant they were recorded at there, of which their leaves
-- are made. In the order of positions no instant goes back: there they count as recorded when they were imported.
create table imported (
    first_position bigint         not null,
    last_position  bigint         not null primary key,
    imported_at    timestamptz(6) not null,
    tenant         text           not null unique,
    store          text           not null -- that they come from
);

-- When the log got to a position.
create function logged_at(wanted_position bigint, recorded_at timestamptz) returns timestamptz
    language sql stable as
$$
    select coalesce(
        (select i.imported_at
           from (select * from imported where last_position >= wanted_position order by last_position limit 1) i
          where i.first_position <= wanted_position),
        recorded_at)
$$;

create or replace function position_before(wanted_instant timestamptz) returns bigint
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
        select logged_at(position, recorded_at) into found_instant from event where position = middle;
        if found_instant < wanted_instant then low := middle; else high := middle - 1; end if;
    end loop;
    return low;
end
$$;

-- The last position by then as a tenant sees it: what it brought from another store was there when it was recorded
-- there. Within a tenant no instant goes back either.
create function tenant_position_before(wanted_tenant text, wanted_instant timestamptz) returns bigint
    language plpgsql stable as
$$
declare
    low bigint := 0;
    high bigint;
    middle bigint;
    found_instant timestamptz;
begin
    if not exists (select from imported where tenant = wanted_tenant) then
        return position_before(wanted_instant);
    end if;
    high := coalesce((select max(tenant_sequence) from event where tenant = wanted_tenant), 0);
    while low < high loop
        middle := (low + high + 1) / 2;
        select recorded_at into found_instant from event where tenant = wanted_tenant and tenant_sequence = middle;
        if found_instant < wanted_instant then low := middle; else high := middle - 1; end if;
    end loop;
    return greatest(
        position_before(wanted_instant),
        (select position from event where tenant = wanted_tenant and tenant_sequence = low));
end
$$;
