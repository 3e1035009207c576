CREATE SCHEMA app;
CREATE TYPE app.pair AS (a integer, b integer);
CREATE FUNCTION app.cmp(app.pair, app.pair) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp(($1).a, ($2).a)';
CREATE FUNCTION app.cmp(app.pair, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp(($1).a, $2)';
CREATE FUNCTION app.lt(app.pair, app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT app.cmp($1, $2) < 0';
CREATE OPERATOR app.#< (FUNCTION = app.lt, LEFTARG = app.pair, RIGHTARG = app.pair);
CREATE FUNCTION app.lt(app.pair, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT app.cmp($1, $2) < 0';

CREATE FUNCTION app.le(app.pair, app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT app.cmp($1, $2) <= 0';
CREATE OPERATOR app.#<= (FUNCTION = app.le, LEFTARG = app.pair, RIGHTARG = app.pair);
CREATE FUNCTION app.le(app.pair, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT app.cmp($1, $2) <= 0';
CREATE OPERATOR app.#<= (FUNCTION = app.le, LEFTARG = app.pair, RIGHTARG = integer);
CREATE FUNCTION app.eq(app.pair, app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT app.cmp($1, $2) = 0';
CREATE OPERATOR app.#= (FUNCTION = app.eq, LEFTARG = app.pair, RIGHTARG = app.pair);
CREATE FUNCTION app.eq(app.pair, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT app.cmp($1, $2) = 0';
CREATE OPERATOR app.#= (FUNCTION = app.eq, LEFTARG = app.pair, RIGHTARG = integer);
CREATE FUNCTION app.ge(app.pair, app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT app.cmp($1, $2) >= 0';
CREATE OPERATOR app.#>= (FUNCTION = app.ge, LEFTARG = app.pair, RIGHTARG = app.pair);
CREATE FUNCTION app.ge(app.pair, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT app.cmp($1, $2) >= 0';
CREATE OPERATOR app.#>= (FUNCTION = app.ge, LEFTARG = app.pair, RIGHTARG = integer);
CREATE FUNCTION app.gt(app.pair, app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT app.cmp($1, $2) > 0';
CREATE OPERATOR app.#> (FUNCTION = app.gt, LEFTARG = app.pair, RIGHTARG = app.pair);
CREATE FUNCTION app.gt(app.pair, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT app.cmp($1, $2) > 0';
CREATE OPERATOR app.#> (FUNCTION = app.gt, LEFTARG = app.pair, RIGHTARG = integer);
CREATE OPERATOR app.#< (FUNCTION = app.le, LEFTARG = app.pair, RIGHTARG = integer);
CREATE OPERATOR FAMILY app.f USING btree;
ALTER OPERATOR FAMILY app.f USING btree ADD OPERATOR 1 app.#< (app.pair, integer);
CREATE OPERATOR CLASS app.pair_ops FOR TYPE app.pair USING btree FAMILY app.f AS
  OPERATOR 1 app.#<, OPERATOR 2 app.#<=, OPERATOR 3 app.#=, OPERATOR 4 app.#>=, OPERATOR 5 app.#>,
  FUNCTION 1 app.cmp(app.pair, app.pair);
CREATE TABLE app.t (p app.pair);
CREATE INDEX t_p ON app.t (p app.pair_ops);
