-- Ten years of hand-written migrations, as pg_dump would give them.
CREATE SCHEMA library;

CREATE TYPE library.medium AS ENUM ('book', 'journal', 'disc');

CREATE TABLE library.titles (
  id serial PRIMARY KEY,
  isbn varchar(13),
  title text NOT NULL,
  medium library.medium NOT NULL DEFAULT 'book',
  published integer,
  CONSTRAINT titles_isbn_key UNIQUE (isbn),
  CONSTRAINT titles_published_check CHECK (published BETWEEN 1450 AND 2100)
);
COMMENT ON TABLE library.titles IS 'What the library has, whether on the shelf or lent.';

CREATE TABLE library.readers (
  id serial PRIMARY KEY,
  name text NOT NULL,
  email text,
  joined timestamp DEFAULT now()
);

CREATE TABLE library.loans (
  title_id integer NOT NULL REFERENCES library.titles (id),
  reader_id integer NOT NULL REFERENCES library.readers (id) ON DELETE CASCADE,
  lent_on date NOT NULL DEFAULT CURRENT_DATE,
  due_on date,
  returned_on date,
  PRIMARY KEY (title_id, reader_id, lent_on)
);
CREATE INDEX loans_reader ON library.loans (reader_id);

CREATE FUNCTION library.set_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.due_on IS NULL THEN
    new.due_on := new.lent_on + 28;
  END IF;
  RETURN new;
END
$$;
CREATE TRIGGER loans_due BEFORE INSERT ON library.loans
  FOR EACH ROW EXECUTE FUNCTION library.set_due();

CREATE VIEW library.overdue AS
  SELECT t.title, r.name, r.email, CURRENT_DATE - l.due_on AS days
  FROM library.loans l
  JOIN library.titles t ON t.id = l.title_id
  JOIN library.readers r ON r.id = l.reader_id
  WHERE l.returned_on IS NULL AND l.due_on < CURRENT_DATE;

INSERT INTO library.titles (isbn, title, published) VALUES ('9780131103627', 'C', 1988);
INSERT INTO library.readers (name, email) VALUES ('Ada', 'ada@example.com');
INSERT INTO library.loans (title_id, reader_id, lent_on) VALUES (1, 1, '2026-01-02');
