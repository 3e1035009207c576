CREATE SCHEMA app;
CREATE ROLE app_role; CREATE ROLE "Other role";
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO app_role', current_database()); END$$;
