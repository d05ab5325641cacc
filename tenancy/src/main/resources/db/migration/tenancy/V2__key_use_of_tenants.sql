-- Goes with its tenant. Null for a key that was not used since this column is there.
alter table key_use add column tenant text;
