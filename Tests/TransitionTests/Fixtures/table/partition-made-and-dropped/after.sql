CREATE SCHEMA app;
CREATE TABLE app.p (id bigint NOT NULL, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day); CREATE INDEX p_day ON app.p (day);CREATE TABLE app.rest PARTITION OF app.p DEFAULT; GRANT SELECT ON app.rest TO ann;
