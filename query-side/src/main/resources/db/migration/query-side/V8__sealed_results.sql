-- Whether the body is sealed with the key of whose it is: the user's, or the tenant's where there is none.
ALTER TABLE result ADD COLUMN sealed boolean NOT NULL DEFAULT false;
ALTER TABLE result ALTER COLUMN sealed DROP DEFAULT;
