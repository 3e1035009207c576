CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);CREATE SEQUENCE app.numbers AS integer START 100;
