CREATE SCHEMA app;
CREATE ROLE app_role; CREATE ROLE "Other role";
DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = app, public', current_database()); END$$;
DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET "my.x" = ''1''', current_database()); END$$;
