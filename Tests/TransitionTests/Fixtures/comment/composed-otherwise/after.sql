CREATE SCHEMA app;
CREATE TABLE app.t (c text DEFAULT 'café', "café" integer);
COMMENT ON TABLE app.t IS 'café';
CREATE TYPE app.e AS ENUM ('café', 'café');
