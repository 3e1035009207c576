CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;CREATE TABLE app.z (id bigint); CREATE POLICY p ON app.t FOR SELECT USING (EXISTS (SELECT 1 FROM app.z WHERE z.id = t.id));
