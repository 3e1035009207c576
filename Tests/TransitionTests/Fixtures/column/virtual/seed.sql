INSERT INTO app.t (a, p) VALUES (1, 2); INSERT INTO app.c VALUES (1);
