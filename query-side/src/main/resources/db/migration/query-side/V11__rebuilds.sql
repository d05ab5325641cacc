-- Where shared tables are made anew, each under the name it has: rows of it are there only while that goes on, or after it
-- was killed.

CREATE SCHEMA hansard_rebuild;
CREATE TABLE hansard_rebuild.table_position (LIKE table_position INCLUDING ALL);
