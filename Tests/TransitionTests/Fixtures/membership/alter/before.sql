CREATE SCHEMA app;
CREATE ROLE staff; CREATE ROLE "Ann O'Neil"; GRANT staff TO "Ann O'Neil";
