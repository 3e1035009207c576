CREATE SCHEMA app;
CREATE TABLE app.t (w text, many text[]);
