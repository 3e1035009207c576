CREATE SCHEMA app;
CREATE ROLE app_role; CREATE ROLE "Other role";
DO $$BEGIN EXECUTE format('ALTER ROLE app_role IN DATABASE %I SET work_mem = ''16MB''', current_database()); END$$;
DO $$BEGIN EXECUTE format('ALTER ROLE app_role IN DATABASE %I SET role = ''Other role''', current_database()); END$$;
DO $$BEGIN EXECUTE format('ALTER ROLE app_role IN DATABASE %I SET jit = off', current_database()); END$$;
