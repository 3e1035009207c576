CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, who text);
CREATE FUNCTION app.ok(who text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true';
CREATE FUNCTION app.count_of_ok() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT count(*) FROM app.t WHERE app.ok(t.who);
END;
