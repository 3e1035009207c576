#!/usr/bin/env bash
# A team deploys with migration files; the manifests stay what is true. PLUMB names the binary.
set -euo pipefail
plumb=${PLUMB:-plumb}
todos=desired-state/public/tables/todos.yaml

# Versions are times.
without_times() { sed -E 's/[0-9]{14}/VERSION/g'; }

echo '# The manifests as files.'
"$plumb" migrations write local | without_times
cat supabase/migrations/*_policies.sql

echo '# All files together lead to the manifests.'
"$plumb" migrations verify --environment local | head -n 1

echo '# They are deployed: here with psql, elsewhere with the Supabase CLI.'
"$plumb" plan local >/dev/null
server=$(find .plumb -name postmaster.pid)
connection="host=$(sed -n 5p "$server") port=$(sed -n 4p "$server") user=postgres dbname=postgres"
for file in supabase/migrations/*.sql; do
  psql -X -q -1 -v ON_ERROR_STOP=1 "$connection" -f "$file"
done
"$plumb" migrations status local --mark-applied all | without_times
"$plumb" verify local | tail -n 1

echo '# Todos get a due date, and people may change what is theirs.'
sed -i 's/^  title: .*/&\n  due: date/; s/^  People read.*/&\n'"$(
  echo -n '  People change their own todos: {for: update, to: [authenticated],'
)"' using: user_id = auth.uid()}/; s/select, insert/select, insert, update/' "$todos"
"$plumb" migrations write local --name due | without_times
tail -n +1 -q supabase/migrations/*_due_*.sql
"$plumb" migrations status local | without_times || true

echo '# Somebody edits a file that the database has had.'
sed -i 's/title text NOT NULL/title text/' supabase/migrations/*_schema.sql
"$plumb" migrations status local | without_times | grep '~' || true
"$plumb" migrations verify --environment local | sed '/^Not looked at/,$d' || true
