INSERT INTO app.base VALUES (1);
INSERT INTO app.t VALUES (ROW(1)::app.base);
