CREATE SCHEMA app;
CREATE TABLE app.levels (key text PRIMARY KEY, title text);
