CREATE SCHEMA app;
CREATE ROLE app_role; CREATE ROLE "Other role";
DO $$BEGIN EXECUTE format('GRANT CREATE, CONNECT ON DATABASE %I TO app_role', current_database()); END$$;
DO $$BEGIN EXECUTE format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC', current_database()); END$$;
