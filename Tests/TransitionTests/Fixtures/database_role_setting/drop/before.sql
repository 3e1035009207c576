CREATE SCHEMA app;
CREATE ROLE app_role; CREATE ROLE "Other role";
DO $$BEGIN EXECUTE format('ALTER ROLE app_role IN DATABASE %I SET search_path = app, public', current_database()); END$$;
DO $$BEGIN EXECUTE format('ALTER ROLE app_role IN DATABASE %I SET work_mem = ''8MB''', current_database()); END$$;
