#!/usr/bin/env bash
# Makes .venv with everything the program and its tests need. Run again at any time: what is there stays.
#
# 1. the Debian packages that Qt, the keyring and the tests use: asked for first, unless YES=1 or CI=true says so; where
#    nobody can be asked, or apt is not allowed, they are named and the rest goes on without them
# 2. uv: the one on PATH, or one of this folder's own in .tools
# 3. .venv with exactly what packaging/requirements*.txt lock (`make lock` writes them), with .venv/bin/loc-desktop, of
#    the newest Python that works: one of another Python is made anew
# 4. the translations
#
# LOC_PYTHON takes another Python (3.13, python3.12 or a path), LOC_VENV another folder than .venv.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

packages=(
    python3-venv                                      # the private environment for uv
    libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0
    libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libdbus-1-3 libfontconfig1   # Qt's window
    fonts-noto-cjk                                    # Chinese text
    gnome-keyring dbus                                # a Secret Service, dbus-run-session for the tests
    xvfb at-spi2-core                                 # a screen without a screen, accessibility
    iproute2                                          # hosts of their own for the tests of several machines
    faketime                                          # tests on another day
)

system_packages() {
    if ! has dpkg-query; then
        if [ "$(uname -s)" = Linux ]; then
            say "This is not Debian. If the window or the tests do not start, install what these Debian packages hold:"
            say "  ${packages[*]}"
        fi
        return
    fi
    local missing=() name
    for name in "${packages[@]}"; do
        case "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" in
            installed) ;;
            *) missing+=("$name") ;;
        esac
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        root=(sudo -n)
    fi
    if has apt-get && { [ "$(id -u)" -eq 0 ] || { has sudo && sudo -n true 2>/dev/null; }; } && agreed; then
        say "Installing Debian packages: ${missing[*]}"
        if "${root[@]}" apt-get update -qq >&2 &&
            "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
                apt-get install -qq -y --no-install-recommends "${missing[@]}" >&2; then
            return
        fi
        say "apt could not install them."
    fi
    say "These Debian packages are missing: the window, the keyring or the tests need them. Please have installed:"
    say "  apt install ${missing[*]}"
    say "or run this again as: make setup YES=1"
}

agreed() { # whether the packages named by `missing` may be installed
    if [ "${YES:-}" = 1 ] || [ "${CI:-}" = true ]; then
        return 0
    fi
    [ -t 0 ] || return 1
    local answer
    say "These Debian packages are missing: ${missing[*]}"
    read -r -p "Install them with apt now? [y/N] " answer
    [ "$answer" = y ] || [ "$answer" = Y ] || [ "$answer" = yes ]
}

find_uv() { # Python
    local python=$1
    if has uv && uv --version >/dev/null 2>&1; then
        echo uv
        return
    fi
    if [ ! -x .tools/bin/uv ]; then
        say "Installing uv into .tools"
        if ! { "$python" -m venv .tools && .tools/bin/python -m pip install --quiet uv; } >&2; then
            rm -rf .tools
            say "uv could not be installed: see the lines above (network, or the package python3-venv)."
            say "Install uv yourself, as its documentation says, and run this again."
            exit 1
        fi
    fi
    echo .tools/bin/uv
}

pythons() { # the interpreters that fit and start, the newest first
    local name names=(python3.13 python3.12 python3.11 python3)
    if [ -n "${LOC_PYTHON:-}" ]; then
        names=("$LOC_PYTHON" "python$LOC_PYTHON")
    fi
    for name in "${names[@]}"; do
        if has "$name"; then
            "$name" -c 'import ctypes, ensurepip, sqlite3, ssl, sys, venv
if sys.version_info >= (3, 11): print(sys.executable)' 2>/dev/null || true
        fi
    done | awk '!seen[$0]++'
}

environment() { # makes $venv of the first of the pythons for which everything can be installed
    local python uv found
    found=$(pythons)
    if [ -z "$found" ]; then
        say "Python 3.11 or later${LOC_PYTHON:+ ($LOC_PYTHON)} is needed and was not found on PATH."
        exit 1
    fi
    while read -r python; do
        uv=$(find_uv "$python") || exit 1
        if locked "$uv" "$python"; then
            return
        fi
        say "It cannot be installed for $python."
    done <<<"$found"
    exit 1
}

locked() { # uv, Python: $venv of that Python, with what is locked and nothing else
    local uv=$1 python=$2 version='import sys; print(sys.version_info[:2])'
    if [ "$("$venv/bin/python" -c "$version" 2>/dev/null)" != "$("$python" -c "$version")" ]; then
        "$uv" venv --quiet --clear --python "$python" "$venv" </dev/null || return 1
    fi
    # Compiled now, because start-up time is felt at every start (and some systems forbid Python to write it later).
    "$uv" pip sync --quiet --compile-bytecode --python "$venv/bin/python" \
        --build-constraints packaging/requirements-dev.txt \
        packaging/requirements.txt packaging/requirements-dev.txt - <<<'-e .'
}

translations() {
    local source target
    [ -x "$venv/bin/pyside6-lrelease" ] || return 0
    for source in resources/i18n/*.ts; do
        [ -e "$source" ] || continue
        target="${source%.ts}.qm"
        if [ "$source" -nt "$target" ]; then
            "$venv/bin/pyside6-lrelease" -silent "$source" -qm "$target" >&2
        fi
    done
}

# An office's network often has a certificate authority of its own, which the system knows and uv would not.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"

venv=${LOC_VENV:-.venv}
system_packages
environment
"$venv/bin/python" -m compileall -q loc_desktop network
translations
