INSERT INTO app.kept VALUES (1), (2);
