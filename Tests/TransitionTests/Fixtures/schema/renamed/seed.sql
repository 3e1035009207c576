INSERT INTO sa.t VALUES (1, 'bad', 'x', 1), (2, 'good', NULL, 2);
INSERT INTO sa.u VALUES (1, 1), (2, 2);
