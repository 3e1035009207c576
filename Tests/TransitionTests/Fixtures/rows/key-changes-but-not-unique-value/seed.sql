INSERT INTO app.labels OVERRIDING SYSTEM VALUE VALUES (1, 'root', NULL), (2, 'leaf', 1);
