CREATE SCHEMA app;
CREATE COLLATION app.any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE app.t (id integer PRIMARY KEY, tags text[]);
