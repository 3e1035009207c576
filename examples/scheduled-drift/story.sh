#!/usr/bin/env bash
# A database drifts, and each schedule finds it. PLUMB names the binary.
set -euo pipefail
plumb=$(command -v "${PLUMB:-plumb}")
mkdir -p bin receiver
ln -sf "$plumb" bin/plumb

# A receiver of the webhook.
export PLUMB_WEBHOOK_SECRET=of-this-story
(cd receiver && exec python3 ../receiver.py >told.txt) &
receiver=$!
trap 'kill "$receiver"' EXIT
while [ ! -s receiver/receiver.port ]; do sleep 0.05; done
export DRIFT_WEBHOOK="http://127.0.0.1:$(cat receiver/receiver.port)/"

# Runs the line of a schedule as its program would, with this folder in the place of /srv/shop.
as_scheduled() {
  local line=${1//\/srv\/shop/$PWD}
  env PATH="$PWD/bin:/usr/bin:/bin" sh -c "${line//\/usr\/local\/bin\/plumb/$plumb}"
}
# Times are of today.
without_times() { sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/TIME/g'; }

echo '# Everything is as declared.'
"$plumb" apply local --auto-approve >/dev/null
"$plumb" drift local

echo '# Somebody opens the policy by hand.'
server=.plumb/embedded/local/data/postmaster.pid
psql -qX -h "$(sed -n 5p "$server")" -p "$(sed -n 4p "$server")" -U postgres postgres \
  -c 'ALTER POLICY "What is done can be read" ON public.todos USING (true)'

echo '# systemd'
if command -v systemd-analyze >/dev/null; then
  mkdir -p units
  for unit in systemd/*; do
    sed "s,/usr/local/bin/plumb,$plumb,; s,/srv/shop,$PWD,; s,man:plumb(1),file:$PWD/README.md," \
      "$unit" >"units/${unit##*/}"
  done
  systemd-analyze verify units/plumb-drift.service units/plumb-drift.timer >&2
fi
line=$(sed -n 's/^ExecStart=//p' systemd/plumb-drift.service)
as_scheduled "${line//\$\$/\$}" | without_times || echo "exit code ${PIPESTATUS[0]}"
echo '# which told the webhook:'
cat receiver/told.txt

echo '# cron'
as_scheduled "$(sed -nE 's/^\*\/15 \* \* \* \* plumb //p' cron/plumb-drift)" | without_times

echo '# CI'
for file in ci/*.yml; do
  line=$(sed -nE 's/^ *- (run: )?(plumb drift.*)/\2/p' "$file")
  as_scheduled "$line" >/dev/null || echo "${file##*/}: exit code $?"
done

echo '# It is undone.'
"$plumb" apply local --auto-approve >/dev/null
"$plumb" drift local | without_times
