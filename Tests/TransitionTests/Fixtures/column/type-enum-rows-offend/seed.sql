INSERT INTO app.t VALUES (1, 10, 'low'), (2, NULL, 'it''s'), (3, 30, NULL);
