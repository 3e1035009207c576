#!/usr/bin/env bash
# Rows that belong to what is declared, from nothing to a deletion. PLUMB names the binary.
set -euo pipefail
plumb=${PLUMB:-plumb}
app=desired-state/app

echo '# Tables with the rows that they hold, in the order of their foreign keys.'
"$plumb" plan local --output sql
"$plumb" apply local --auto-approve >/dev/null
"$plumb" verify local >/dev/null && echo 'in sync'

echo '# A price changes: what is overwritten is lost, so it has to be allowed.'
sed -i 's/price: 12.5/price: 14/' "$app/plans.yaml"
"$plumb" plan local --output sql
"$plumb" apply local --auto-approve >/dev/null 2>&1 || echo "refused with $?"
"$plumb" apply local --auto-approve --allow 'data-loss:on table public.plans' >/dev/null
"$plumb" verify local >/dev/null && echo 'in sync'

echo '# A currency goes, and another comes: rows that are not declared are deleted last.'
sed -i 's/^JPY,.*/CHF,Swiss franc,2/' "$app/currencies.csv"
"$plumb" plan local --output sql
"$plumb" apply local --auto-approve --allow data-loss >/dev/null
"$plumb" verify local >/dev/null && echo 'in sync'

echo '# Nothing is left to do.'
"$plumb" plan local --detailed-exitcode --output sql && echo 'nothing differs'
