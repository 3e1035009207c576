CREATE SCHEMA app;
CREATE ROLE app_role; CREATE ROLE "Other role";
DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = ''8MB''', current_database()); END$$;
DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET jit = off', current_database()); END$$;
