-- What goes when a user is erased.
CREATE INDEX result_user ON result (tenant, user_id) WHERE user_id IS NOT NULL;
