CREATE SCHEMA app;
CREATE TABLE app.orders (id integer, amount integer);
CREATE TABLE app.other (note text);
CREATE FUNCTION app.total() RETURNS bigint LANGUAGE plpgsql AS $$BEGIN
  RETURN (SELECT sum(o."To pay") FROM app.orders AS o);
END
$$;
CREATE FUNCTION app.clean() RETURNS void LANGUAGE plpgsql AS $$BEGIN
  DELETE FROM app.old_orders;
END
$$;
CREATE FUNCTION app.notes() RETURNS SETOF text LANGUAGE plpgsql AS $$BEGIN
  RETURN QUERY SELECT note FROM app.other;
END
$$;
