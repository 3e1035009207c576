INSERT INTO hidden.t VALUES (1), (2);
