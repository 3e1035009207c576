CREATE SCHEMA app;
CREATE TABLE app.t (a jsonb, b jsonb, c jsonb, d jsonb);
