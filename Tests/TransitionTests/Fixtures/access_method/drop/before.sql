CREATE SCHEMA app;
CREATE ACCESS METHOD own TYPE TABLE HANDLER heap_tableam_handler;
CREATE ACCESS METHOD trees TYPE INDEX HANDLER hashhandler;
CREATE OPERATOR CLASS app.int_ops DEFAULT FOR TYPE integer USING trees AS OPERATOR 1 =, FUNCTION 1 hashint4(integer);
CREATE TABLE app.t (n integer) USING own;
CREATE INDEX t_n ON app.t USING trees (n);
