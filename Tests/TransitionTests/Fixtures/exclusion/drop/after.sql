CREATE SCHEMA app;
CREATE TABLE app.t (during tsrange, room int4range);
