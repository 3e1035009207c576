CREATE SCHEMA app;
CREATE FUNCTION app.add(s bigint, n integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT s + n';
CREATE FUNCTION app.half(s bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT (s / 2)::integer';
CREATE AGGREGATE app.total(n integer) (SFUNC = app.add, STYPE = bigint, SSPACE = 16, INITCOND = '0',
  COMBINEFUNC = int8pl, PARALLEL = SAFE, MSFUNC = app.add, MINVFUNC = app.add, MSTYPE = bigint, MINITCOND = '1',
  FINALFUNC_MODIFY = SHAREABLE);
CREATE AGGREGATE app.rows(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE app.middle(double precision ORDER BY double precision) (SFUNC = ordered_set_transition,
  STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE app.place(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi,
  STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
CREATE AGGREGATE app.most(text) (SFUNC = text_larger, STYPE = text, SORTOP = >);
COMMENT ON AGGREGATE app.rows(*) IS 'how many';
REVOKE ALL ON FUNCTION app.rows() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.rows() TO ann;
ALTER AGGREGATE app.total(integer) OWNER TO owning;
CREATE VIEW app.v AS SELECT app.total(t.n) AS total, app.rows(*) AS rows FROM (VALUES (1), (2)) t(n);
