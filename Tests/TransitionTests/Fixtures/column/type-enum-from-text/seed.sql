INSERT INTO app.t VALUES (1, 'low'), (2, 'it''s'), (3, NULL);
