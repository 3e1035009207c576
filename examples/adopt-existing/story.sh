#!/usr/bin/env bash
# A database that has grown by hand becomes manifests. PLUMB names the binary.
set -euo pipefail
plumb=${PLUMB:-plumb}
loans=desired-state/library/tables/loans.yaml

# The local server starts with the first command that needs it; postmaster.pid says where it is.
"$plumb" plan local >/dev/null
server=$(find .plumb -name postmaster.pid)
connection="host=$(sed -n 5p "$server") port=$(sed -n 4p "$server") user=postgres dbname=postgres"

echo '# A database that somebody made, long ago.'
psql -X -q -v ON_ERROR_STOP=1 "$connection" -f legacy/schema.sql

echo '# Its manifests.'
"$plumb" export local --to . --update 2>/dev/null
find desired-state -type f | sort
cat "$loans"

echo '# They say all that there is: nothing is to be done.'
"$plumb" plan local --detailed-exitcode --output sql && echo 'nothing differs'

echo '# From now on every loan has a due date, and overdue ones are found fast.'
sed -i 's/^  due_on: date$/  due_on: {type: date, not_null: true}/' "$loans"
sed -i 's/^indexes:$/&\n  loans_due_idx: {on: [due_on], where: returned_on IS NULL}/' "$loans"
"$plumb" plan local --output sql
"$plumb" apply local --auto-approve >/dev/null
"$plumb" verify local >/dev/null && echo 'in sync'
psql -X -A -t "$connection" -c 'SELECT title, name FROM library.overdue'
