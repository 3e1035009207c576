CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b numeric, c boolean, d smallint);
