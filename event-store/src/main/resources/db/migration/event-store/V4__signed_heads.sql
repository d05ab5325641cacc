-- Which store this is: what is kept outside the database names it.
create table store (
    id     uuid    not null default gen_random_uuid(),
    single boolean not null default true primary key check (single)
);

insert into store default values;

-- The public keys that ever signed. A key is named by its SHA-256, so nothing here can change unseen.
create table signing_key (
    key_id     bytea not null primary key,
    public_key bytea not null -- X.509 SubjectPublicKeyInfo
);

-- What docs/chain.md says of heads is signed over all columns but the key's.
create table signed_head (
    sequence  bigint         not null,
    signed_at timestamptz(6) not null,
    tenant    text           not null,
    head      bytea          not null,
    key_id    bytea          not null,
    signature bytea          not null,
    primary key (tenant, sequence)
);
