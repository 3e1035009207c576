CREATE SCHEMA app;
CREATE ROLE loader; ALTER ROLE loader SET session_replication_role = replica;
