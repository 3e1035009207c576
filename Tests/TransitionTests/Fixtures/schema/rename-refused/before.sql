CREATE SCHEMA sa;
CREATE TABLE sa.t (id bigint);
