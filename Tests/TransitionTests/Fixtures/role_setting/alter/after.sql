CREATE SCHEMA app;
CREATE ROLE reader; ALTER ROLE reader SET statement_timeout = '30s'; ALTER ROLE reader SET work_mem = '8MB';
