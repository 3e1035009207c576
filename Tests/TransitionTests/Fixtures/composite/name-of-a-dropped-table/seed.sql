INSERT INTO app.thing VALUES (1);
