CREATE SCHEMA app;
CREATE ROLE app_role SUPERUSER; CREATE ROLE "Other role" SUPERUSER;
DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = ''8MB''', current_database()); END$$;
DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET role = app_role', current_database()); END$$;
