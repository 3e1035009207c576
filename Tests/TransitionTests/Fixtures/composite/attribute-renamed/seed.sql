INSERT INTO app.people VALUES (1, ROW('Elm', '12345'));
