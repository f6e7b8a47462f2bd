#!/usr/bin/env bash
# Runs a command in a desktop session of its own: a HOME, a message bus with an unlocked keyring, a screen.
#
#   tests/support/session.sh .venv/bin/pytest tests/loan
#
# Nothing of the person's own session is touched. What is not installed is left out, and the tests that need
# it are skipped with the reason: no dbus-run-session or gnome-keyring-daemon, no keyring; no Xvfb, Qt draws
# offscreen.
set -euo pipefail

has() { command -v "$1" >/dev/null 2>&1; }

if [ "${1:-}" != --inside ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT

    # The Fabric programs are looked for in the person's HOME, which the tests do not see.
    if [ -z "${LOC_FABRIC_BIN:-}" ]; then
        for programs in "${XDG_DATA_HOME:-$HOME/.local/share}/loc-desktop/fabric/bin" "$HOME/fabric-samples/bin"; do
            if [ -x "$programs/peer" ]; then
                export LOC_FABRIC_BIN="$programs"
                break
            fi
        done
    fi

    mkdir -m 700 "$folder/home" "$folder/run"
    export HOME="$folder/home" XDG_RUNTIME_DIR="$folder/run" LOC_TEST_SESSION="$folder"
    unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME LOC_HOME
    unset PYTHON_KEYRING_BACKEND DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL
    # Without a display at the bus's start the keyring cannot open a window to ask: a locked keyring is refused at
    # once, as if the person had dismissed the question.
    unset DISPLAY WAYLAND_DISPLAY
    # The bus and what it starts are talkative; the command's own errors go past them through 4.
    if has dbus-run-session; then
        code=0
        dbus-run-session -- "$0" --inside "$@" 4>&2 2>"$folder/bus.log" || code=$?
        if [ -e "$folder/started" ]; then
            exit "$code"
        fi
        echo "No message bus could be started; the tests that need a keyring are skipped:" >&2
        cat "$folder/bus.log" >&2
    fi
    "$0" --inside "$@" 4>&2
    exit
fi
shift
touch "$LOC_TEST_SESSION/started"

if [ -n "${DBUS_SESSION_BUS_ADDRESS:-}" ] && has gnome-keyring-daemon; then
    # It goes into the background when it is ready, and ends with the bus.
    printf 'a test session' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || true
fi

exec 2>&4 4>&-
screen=
if has Xvfb; then
    mkfifo "$LOC_TEST_SESSION/screen"
    Xvfb -displayfd 3 -screen 0 1600x1200x24 -nolisten tcp 3>"$LOC_TEST_SESSION/screen" >/dev/null 2>&1 &
    screen=$!
    trap 'kill "$screen" 2>/dev/null || true' EXIT
    # The number of a free display, written when the server takes clients; nothing if it could not start.
    read -r number <"$LOC_TEST_SESSION/screen" || number=
    if [ -n "$number" ]; then
        export DISPLAY=":$number" QT_QPA_PLATFORM=xcb
    fi
fi
if [ -z "${DISPLAY:-}" ]; then
    export QT_QPA_PLATFORM=offscreen
fi

"$@"
