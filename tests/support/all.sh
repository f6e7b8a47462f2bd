#!/usr/bin/env bash
# Runs all tests: those on a Fabric network beside the others, each in a desktop session of its own, because
# the network mostly waits while the others compute. Prints one report after the other.
#
# DAY=2028-02-29 (or a time as 2027-02-28T16:30:00Z) runs those that need no Fabric network on that day. BIN is the
# folder of another environment's programs. COVER=1 adds the coverage of both, which doubles the time.
set -uo pipefail
bin=${BIN:-.venv/bin}
# A test under which gnome-keyring-daemon dies or hangs (42.1 does, now and then, under load) is run once more, and
# counted.
again=(--reruns 1 --only-rerun "keyring\.gone|KeyringGone|KeyringRefused")
if [ -n "${DAY:-}" ]; then
    exec tests/support/session.sh tests/support/on_day.sh "$DAY" "$bin/pytest" -rs -m "not fabric" \
        --durations=10 -p no:cacheprovider "${again[@]}" "$@"
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cover=()
[ -z "${COVER:-}" ] || cover=(--cov=loc_desktop --cov=loc_network --cov-report=)
run() { # name, marker expression, further arguments of pytest
    local name=$1 marker=$2
    shift 2
    COVERAGE_FILE="$folder/.coverage.$name" tests/support/session.sh "$bin/pytest" -rs -m "$marker" \
        "${cover[@]}" --durations=10 -p no:cacheprovider "${again[@]}" "$@"
}

run fabric fabric "$@" >"$folder/fabric.log" 2>&1 &
fabric=$!
echo "== all tests but those on a Fabric network (those run beside; their report follows)"
run other "not fabric" "$@"
other_code=$?
wait "$fabric"
fabric_code=$?
echo "== tests on a Fabric network"
cat "$folder/fabric.log"

if [ -n "${COVER:-}" ]; then
    echo "== coverage of both"
    (cd "$folder" && "$OLDPWD/$bin/coverage" combine --quiet .coverage.* >/dev/null 2>&1)
    COVERAGE_FILE="$folder/.coverage" "$bin/coverage" report --skip-covered --sort=cover | tail -40
fi

[ "$other_code" -eq 0 ] && [ "$fabric_code" -eq 0 ]
