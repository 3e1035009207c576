CREATE SCHEMA app;
CREATE DOMAIN app.short AS varchar(20) DEFAULT 'x';
