CREATE SCHEMA app;
CREATE TABLE app.thing (a integer);
