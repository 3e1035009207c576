#!/usr/bin/env python3
"""Writes a large schema as SQL: tables with keys, indexes, checks, policies, triggers, grants,
comments, and functions and views on top of them.

    schema.py [--tables 1000] > large.sql
"""
import argparse

STATES = ("draft", "open", "closed", "archived")


def table(n, total):
    name = f"app.item_{n:04}"
    # Keys point at tables made before, so that the text loads in one go.
    target = f"app.item_{n // 2:04}" if n else None
    key = (
        f",\n  CONSTRAINT item_{n:04}_parent_fkey"
        f" FOREIGN KEY (parent_id) REFERENCES {target} (id)"
    )
    return f"""\
CREATE TABLE {name} (
  id bigint GENERATED ALWAYS AS IDENTITY,
  tenant_id uuid NOT NULL,
  parent_id bigint,
  state app.state NOT NULL DEFAULT 'draft',
  title text NOT NULL,
  body text,
  amount numeric(12,2) NOT NULL DEFAULT 0,
  tags text[] NOT NULL DEFAULT '{{}}',
  details jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  title_lower text GENERATED ALWAYS AS (lower(title)) STORED,
  CONSTRAINT item_{n:04}_pkey PRIMARY KEY (id),
  CONSTRAINT item_{n:04}_title_key UNIQUE (tenant_id, title),
  CONSTRAINT item_{n:04}_amount_check CHECK (amount >= 0),
  CONSTRAINT item_{n:04}_title_check CHECK (char_length(title) BETWEEN 1 AND {100 + n % 100})\
{key if target else ""}
);
COMMENT ON TABLE {name} IS 'Item {n} of {total}.';
COMMENT ON COLUMN {name}.amount IS 'In euro.';
CREATE INDEX item_{n:04}_tenant_idx ON {name} (tenant_id, created_at DESC);
CREATE INDEX item_{n:04}_open_idx ON {name} (created_at) WHERE state = 'open';
CREATE INDEX item_{n:04}_tags_idx ON {name} USING gin (tags);
ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Tenants read" ON {name}
  FOR SELECT TO bench_user
  USING (tenant_id = (SELECT app.tenant()));
CREATE POLICY "Tenants write" ON {name}
  FOR ALL TO bench_user
  USING (tenant_id = (SELECT app.tenant()))
  WITH CHECK (tenant_id = (SELECT app.tenant()) AND state <> 'archived');
CREATE TRIGGER item_{n:04}_touch
  BEFORE UPDATE ON {name}
  FOR EACH ROW EXECUTE FUNCTION app.touch();
GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO bench_user;
"""


def function(n):
    return f"""\
CREATE FUNCTION app.total_{n:04}(tenant uuid, since timestamptz DEFAULT '-infinity')
  RETURNS numeric
  LANGUAGE sql STABLE
  SET search_path TO ''
  AS $$
  SELECT coalesce(sum(i.amount), {n})
  FROM app.item_{n:04} i
  WHERE i.tenant_id = tenant AND i.created_at >= since
$$;
CREATE VIEW app.open_{n:04} WITH (security_invoker = true) AS
  SELECT i.id, i.title, p.title AS parent
  FROM app.item_{n:04} i
  LEFT JOIN app.item_{n // 2:04} p ON p.id = i.parent_id
  WHERE i.state = 'open';
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=1000)
    count = parser.parse_args().tables
    labels = ", ".join(f"'{s}'" for s in STATES)
    print(
        f"""\
DO $$ BEGIN CREATE ROLE bench_user; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO bench_user;
CREATE TYPE app.state AS ENUM ({labels});
CREATE FUNCTION app.tenant() RETURNS uuid
  LANGUAGE sql STABLE
  SET search_path TO ''
  AS $$ SELECT current_setting('app.tenant', true)::uuid $$;
CREATE FUNCTION app.touch() RETURNS trigger
  LANGUAGE plpgsql
  AS $$ BEGIN new.created_at := now(); RETURN new; END $$;
"""
    )
    for n in range(count):
        print(table(n, count))
    for n in range(0, count, 4):
        print(function(n))


if __name__ == "__main__":
    main()
