-- Ids are text, and two indexes that repeated them took a quarter of the disk. They hold a hash in their place.

-- 16 bytes of SHA-256: so wide that nothing but the same key of the same aggregate has the same. Neither has a line
-- break in it. A backslash is doubled because the cast takes it for an escape.
create function dedupe_hash(aggregate_id text, dedupe_key text) returns uuid
    language sql immutable parallel safe
    return encode(
        substring(sha256(replace(aggregate_id || E'\n' || dedupe_key, '\', '\\')::bytea) for 16), 'hex')::uuid;

drop index event_dedupe_key;
create unique index event_dedupe_key on event (dedupe_hash(aggregate_id, dedupe_key)) where dedupe_key is not null;

-- 8 bytes, which two users may share: whoever looks says the user too.
create function user_hash(tenant text, user_id text) returns bigint
    language sql immutable parallel safe
    return hashtextextended(tenant || E'\n' || user_id, 0);

drop index event_user;
create index event_user on event (user_hash(tenant, user_id), (+position)) where user_id is not null;

-- Who knows the hash knows the user.
create statistics event_user_owner (dependencies) on (user_hash(tenant, user_id)), tenant, user_id from event;
