INSERT INTO old.users VALUES (1, 'ann');
