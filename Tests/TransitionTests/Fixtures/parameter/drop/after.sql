CREATE SCHEMA app;
CREATE ROLE app_role; CREATE ROLE "Other role";
GRANT SET ON PARAMETER work_mem TO app_role;
