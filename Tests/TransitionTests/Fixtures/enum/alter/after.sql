CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('sad', 'fine', 'it''s ok', 'glad');
