INSERT INTO app.t VALUES ('7', '7.5', 'true', NULL);
