CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, who text);
CREATE TABLE app.bans (who text);
CREATE FUNCTION app.banned() RETURNS boolean LANGUAGE plpgsql STABLE AS 'BEGIN RETURN EXISTS (SELECT FROM app.bans WHERE bans.who = session_user); END';
CREATE FUNCTION app.ok(who text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true';
ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON app.t FOR SELECT USING (app.ok(who));
CREATE POLICY kept ON app.t AS RESTRICTIVE FOR SELECT USING (NOT app.banned());
GRANT USAGE ON SCHEMA app TO ann; GRANT SELECT ON app.t TO ann;
