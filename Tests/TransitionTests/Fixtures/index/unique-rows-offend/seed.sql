INSERT INTO app.t VALUES (0, 'a', NULL), (0, 'A', NULL), (2, 'b', 'x'), (2, 'c', 'y');
