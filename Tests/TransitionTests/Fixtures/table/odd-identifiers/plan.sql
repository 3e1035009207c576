SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TABLE app."We""ird.Näme" (
  "co.l""umn" integer,
  "select" text,
  a_name_that_is_exactly_sixty_three_bytes_long_and_not_one_more_ text,
  CONSTRAINT "We""ird.Näme_pkey" PRIMARY KEY ("co.l""umn"),
  CONSTRAINT "che'ck.1" CHECK (("select" <> ''::text))
);
CREATE INDEX a_name_that_is_exactly_sixty_three_bytes_long_and_not_one_morei ON app."We""ird.Näme" (a_name_that_is_exactly_sixty_three_bytes_long_and_not_one_more_);
GRANT SELECT ON TABLE app."We""ird.Näme" TO "Cy d";
COMMENT ON COLUMN app."We""ird.Näme"."co.l""umn" IS E'it''s \\ odd';
COMMIT;
