#!/usr/bin/env bash
# Six shops get a table, one of them later than the others. PLUMB names the binary.
set -euo pipefail
plumb=$(command -v "${PLUMB:-plumb}")
mkdir -p bin
ln -sf "$plumb" bin/plumb
export PATH="$PWD/bin:$PATH"

# A server with a list of shops.
plumb plan server >/dev/null
server=.plumb/embedded/server/data/postmaster.pid
export PGHOST=$(sed -n 5p "$server") PGPORT=$(sed -n 4p "$server") PGUSER=postgres
export REGISTRY_URL="postgres://postgres@${PGHOST//\//%2F}:$PGPORT/postgres"
sql() { psql -qXAt -v ON_ERROR_STOP=1 "$@"; }
sql postgres -c 'CREATE TABLE tenants (name text PRIMARY KEY, is_active boolean DEFAULT true)'
for shop in alpha beta delta epsilon gamma zeta; do
  sql postgres -c "CREATE DATABASE $shop TEMPLATE template0"
  sql postgres -c "INSERT INTO tenants VALUES ('$shop')"
done
# States are those of this server's version.
without_states() { sed -E 's/PostgreSQL [0-9.]+/PostgreSQL/; s/state [0-9a-f]{16}/state STATE/'; }

echo '# What would change?'
plumb plan shops | without_states

echo '# The canary.'
plumb apply shops --auto-approve --canary 2>/dev/null | tail -n 1

echo '# One shop refuses policies today.'
sql epsilon <<'SQL'
CREATE SCHEMA guard;
CREATE FUNCTION guard.refuse() RETURNS event_trigger LANGUAGE plpgsql
  AS 'BEGIN RAISE EXCEPTION ''not today''; END';
CREATE EVENT TRIGGER guardian ON ddl_command_start WHEN TAG IN ('CREATE POLICY')
  EXECUTE FUNCTION guard.refuse();
SQL
code=0
plumb apply shops --auto-approve --parallel 1 2>/dev/null | without_states | tail -n 6 || code=$?
echo "exit code $code"

echo '# Tomorrow the same command goes on.'
sql epsilon -c 'DROP EVENT TRIGGER guardian' -c 'DROP SCHEMA guard CASCADE' 2>/dev/null
plumb apply shops --auto-approve 2>/dev/null | tail -n 1

echo '# Two more shops, for the machines of a job and of a matrix.'
for shop in eta theta; do
  sql postgres -c "CREATE DATABASE $shop TEMPLATE template0"
  sql postgres -c "INSERT INTO tenants VALUES ('$shop')"
done
line=$(sed -n 's/^ *- \(plumb apply .*\)/\1/p' kubernetes/job.yaml)
for JOB_COMPLETION_INDEX in 0 1 2 3; do
  export JOB_COMPLETION_INDEX
  sh -c "$line" 2>/dev/null | tail -n 1
done
for line in "$(sed -n 's/^ *- run: \(plumb .*--canary\)/\1/p' ci/github.yml)" \
  "$(sed -n 's/^ *- run: \(plumb .*--shard.*\)/\1/p' ci/github.yml)"; do
  PART=1 sh -c "$line" >/dev/null 2>&1 && echo 'nothing left to do'
done

echo '# Each is as declared, and each was changed once.'
plumb verify shops | tail -n 1
for shop in $(sql postgres -c 'SELECT name FROM tenants ORDER BY 1'); do
  echo "$shop $(sql "$shop" -c 'SELECT count(*) FROM plumb.migration_history
    WHERE outcome = $$applied$$')"
done
