CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);CREATE SEQUENCE app.numbers AS bigint INCREMENT 5 CYCLE CACHE 10 OWNED BY app.t.id;
