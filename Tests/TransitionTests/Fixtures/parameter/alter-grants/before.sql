CREATE SCHEMA app;
CREATE ROLE app_role; CREATE ROLE "Other role";
GRANT SET ON PARAMETER log_statement TO app_role;
