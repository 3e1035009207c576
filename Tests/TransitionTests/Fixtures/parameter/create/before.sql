CREATE SCHEMA app;
CREATE ROLE app_role; CREATE ROLE "Other role";
