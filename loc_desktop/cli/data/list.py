"""``loc-desktop data list``: the files that the data folder remembers, and whether they are there."""

from __future__ import annotations

import argparse
import json

from loc_desktop.cli.data.folder import opened
from loc_desktop.texts.terminal.tongue import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Lines or JSON."""
    parser.description = tr("The files that the data folder remembers. Exit 1 if one is missing or empty.")
    parser.add_argument("--json", action="store_true", help=tr("one JSON object instead of lines"))


def run(args: argparse.Namespace) -> int:
    """Print the files and whether they are there; 1 if one is not."""
    with opened() as files:
        known = files.files()
    if args.json:
        print(json.dumps({"files": [{"name": name, "there": there} for name, there in known]}))
    else:
        print("\n".join(f"{name}  {tr('there') if there else tr('missing')}" for name, there in known))
    return 0 if all(there for _, there in known) else 1
