CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, who text);
CREATE TABLE app.members (who text, is_active boolean);
CREATE VIEW app.active WITH (security_invoker = true) AS SELECT members.who FROM app.members WHERE members.is_active;
ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY active ON app.t FOR SELECT USING (EXISTS (SELECT FROM app.active WHERE active.who = t.who));
GRANT USAGE ON SCHEMA app TO ann; GRANT SELECT ON app.t, app.active, app.members TO ann;
