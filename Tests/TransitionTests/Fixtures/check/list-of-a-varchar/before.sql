CREATE SCHEMA app;
CREATE TABLE app.old (s varchar CONSTRAINT old_s_check CHECK (s IN ('a', 'b')));
