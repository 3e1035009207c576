#!/usr/bin/env bash
# One table, from nothing to its first change. PLUMB names the binary.
set -euo pipefail
plumb=${PLUMB:-plumb}
todos=desired-state/public/tables/todos.yaml

echo '# What would be done?'
"$plumb" plan local --output sql

echo '# Do it.'
"$plumb" apply local --auto-approve >/dev/null
"$plumb" verify local >/dev/null && echo 'in sync'

echo '# Tasks get a due date, and the list is sorted by it.'
sed -i 's/^primary_key:/  due: date\n&/' "$todos"
printf 'indexes:\n  todos_due_idx: {on: [due], where: NOT is_done}\n' >>"$todos"
"$plumb" plan local --output sql
"$plumb" apply local --auto-approve >/dev/null
"$plumb" verify local >/dev/null && echo 'in sync'

echo '# Nothing is left to do.'
"$plumb" plan local --detailed-exitcode --output sql && echo 'nothing differs'
