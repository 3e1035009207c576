CREATE SCHEMA app;
CREATE TABLE app.p (id bigint NOT NULL, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day); CREATE INDEX p_day ON app.p (day);CREATE TABLE app.q (id bigint NOT NULL, day date NOT NULL, PRIMARY KEY (id, day)); CREATE INDEX q_day_idx ON app.q (day);
