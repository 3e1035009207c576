CREATE SCHEMA old;
CREATE TYPE old.person AS (id integer, nick text);
CREATE TABLE old.users OF old.person (PRIMARY KEY (id), nick DEFAULT 'x' NOT NULL);
CREATE INDEX users_nick ON old.users (nick);
CREATE VIEW old.nicks AS SELECT nick FROM old.users;
