CREATE SCHEMA app;
CREATE SEQUENCE app."Numbers" INCREMENT 10 START 100;
CREATE TABLE app.t (id bigint NOT NULL DEFAULT nextval('app."Numbers"'), s text);
ALTER SEQUENCE app."Numbers" OWNED BY app.t.id;
