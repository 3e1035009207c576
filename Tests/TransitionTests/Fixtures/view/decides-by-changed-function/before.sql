CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, who text);
CREATE FUNCTION app.ok(who text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT $1 = current_user';
CREATE VIEW app.v AS SELECT t.id, t.who FROM app.t WHERE app.ok(t.who);
CREATE VIEW app.w WITH (security_invoker = true) AS SELECT t.id FROM app.t WHERE app.ok(t.who);
GRANT USAGE ON SCHEMA app TO ann; GRANT SELECT ON app.v TO ann;
