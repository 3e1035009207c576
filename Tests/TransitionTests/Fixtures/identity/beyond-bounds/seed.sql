INSERT INTO app.t SELECT FROM generate_series(1, 3);
