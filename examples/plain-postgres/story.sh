#!/usr/bin/env bash
# An order system through two changes. PLUMB names the binary.
set -euo pipefail
plumb=${PLUMB:-plumb}
shop=desired-state/shop

echo '# From nothing.'
"$plumb" plan local --output sql
"$plumb" apply local --auto-approve --allow all >/dev/null
"$plumb" verify local >/dev/null && echo 'in sync'

echo '# A new year, a new status, and prices that nobody edits by mistake.'
cat >>"$shop/tables/orders.yaml" <<'END'
---
table: shop.orders_2027
partition_of: shop.orders
for_values: FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')
END
sed -i 's/shipped, returned/shipped, lost, returned/' "$shop/types/order_status.yaml"
"$plumb" plan local --output sql
"$plumb" apply local --auto-approve >/dev/null
"$plumb" verify local >/dev/null && echo 'in sync'

echo '# Nobody needs the notes on customers any more: that loses data, and is refused.'
sed -i '/^  note: text$/d' "$shop/tables/customers.yaml"
status=0
"$plumb" apply local --auto-approve >/dev/null 2>&1 || status=$?
echo "exit code $status"

echo '# Allowed by name, it is done.'
"$plumb" apply local --auto-approve --allow data-loss:shop.customers.note >/dev/null
"$plumb" verify local >/dev/null && echo 'in sync'
