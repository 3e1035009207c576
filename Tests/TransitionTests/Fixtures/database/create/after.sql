CREATE SCHEMA app;
CREATE ROLE app_role; CREATE ROLE "Other role";
DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = ''8MB''', current_database()); END$$;
DO $$BEGIN EXECUTE format('ALTER ROLE app_role IN DATABASE %I SET statement_timeout = ''3s''', current_database()); END$$;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO app_role', current_database()); END$$;
DO $$BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END$$;
DO $$BEGIN EXECUTE format('COMMENT ON DATABASE %I IS ''Ours.''', current_database()); END$$;
