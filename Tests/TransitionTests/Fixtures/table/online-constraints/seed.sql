INSERT INTO app.o VALUES (1); INSERT INTO app.t VALUES (1, 1, 'a'), (2, 1, 'b');
