"""``loc-desktop ledger info [PATH]``: what an embedded ledger is and how far it has come."""

from __future__ import annotations

import argparse
import json

from loc_desktop.cli.ledger_verify import ledger_path
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from loc_desktop.texts.terminal.tongue import padded, tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The ledger, sentences or JSON."""
    parser.description = tr(
        "Shows channel, id, height and newest block of an embedded ledger. Checks nothing."
    )
    parser.add_argument(
        "path", nargs="?", metavar="PATH", help=tr("the ledger's file (default: in the data folder)")
    )
    parser.add_argument("--json", action="store_true", help=tr("one JSON object instead of sentences"))


def run(args: argparse.Namespace) -> int:
    """Print what the ledger is; 0. Raises ConnectError for a file that is no ledger."""
    path = ledger_path(args.path)
    with EmbeddedLedger(path) as ledger:
        newest = ledger.block(ledger.height() - 1)
        facts = {
            "path": str(path),
            "channel": ledger.channel,
            "id": ledger.id,
            "height": newest.number + 1,
            "head": newest.hash,
            "newest": newest.at,
            "since": ledger.genesis.at,
            "roots": len(ledger.genesis.roots),
            "bytes": path.stat().st_size,
        }
    if args.json:
        print(json.dumps(facts))
    else:
        for name, value in facts.items():
            print(f"{padded(tr(name), 8)} {value}")
    return 0
