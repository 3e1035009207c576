CREATE SCHEMA app;
CREATE ROLE reader; ALTER ROLE reader SET statement_timeout = '15s'; ALTER ROLE reader SET search_path = app, public;
