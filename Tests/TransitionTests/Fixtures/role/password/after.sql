CREATE SCHEMA app;
CREATE ROLE clerk LOGIN PASSWORD 'it''s \ secret';
CREATE ROLE kept LOGIN PASSWORD 'it''s \ secret';
CREATE ROLE closed LOGIN;
CREATE ROLE left_alone LOGIN PASSWORD 'another';
CREATE ROLE newcomer LOGIN PASSWORD 'it''s \ secret';
