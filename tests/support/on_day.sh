#!/usr/bin/env bash
# Runs a command, and all that it starts, on another day: the calendar's clock is set off, the monotonic one is not.
#
#   tests/support/on_day.sh 2028-02-29 .venv/bin/pytest tests/loan                  noon UTC of that day
#   tests/support/on_day.sh 2027-02-28T16:30:00Z .venv/bin/pytest tests/loan        half past midnight in Beijing
set -euo pipefail
day=$1
shift
case "$day" in
    ????-??-??) time="${day}T12:00:00Z" ;;
    ????-??-??T*Z) time=$day ;;
    *) time= ;;
esac
if [ -z "$time" ] || ! seconds=$(date -u -d "$time" +%s 2>/dev/null); then
    echo "'$day' is no day: write it as 2028-02-29, or a time as 2027-02-28T16:30:00Z" >&2
    exit 2
fi
if ! command -v faketime >/dev/null 2>&1; then
    echo "Tests on another day need the Debian package faketime." >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
export LOC_TEST_DAY=$time
export PYTHONPATH="$here/another_day${PYTHONPATH:+:$PYTHONPATH}"
# An offset, not a time: every process that is started goes on from there.
exec faketime -m --exclude-monotonic -f "$(printf '%+d' $((seconds - $(date +%s))))" "$@"
