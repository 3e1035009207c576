CREATE SCHEMA app;
CREATE TYPE app.state AS ENUM ('open', 'closed', 'gone');
CREATE TABLE app.doors (id integer PRIMARY KEY, state app.state DEFAULT 'closed');
CREATE TABLE app.kinds (key text PRIMARY KEY, state app.state);
ALTER TABLE app.doors ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.doors FOR SELECT USING (state <> 'closed');
CREATE VIEW app.shut WITH (security_invoker = true) AS SELECT id FROM app.doors WHERE state = 'closed';
CREATE INDEX doors_open ON app.doors (id) WHERE state = 'closed';
CREATE FUNCTION app.count_shut() RETURNS bigint LANGUAGE plpgsql AS $$BEGIN
  RETURN (SELECT count(*) FROM app.doors WHERE state = 'Shut down');
END
$$;
INSERT INTO app.kinds VALUES ('a', 'closed');
