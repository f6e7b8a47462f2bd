"""``loc-desktop rules show [PATH]``: the rules on an embedded ledger: versions, and what one of them says."""

from __future__ import annotations

import argparse
import json
from typing import Any

from loc_desktop.cli.ledger_verify import ledger_path
from loc_desktop.contract.state import Caller
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from loc_desktop.texts.terminal.tongue import described, tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The ledger, and which version's document."""
    parser.description = described(
        "rules show",
        "Shows the versions of the rules on an embedded ledger (products, days off, lending rules, flows), "
        "each with the day from which it counts. With --json or --digest also a document: that of the "
        "version that counts today, unless --digest names another. A bank can change and propose it.",
    )
    parser.add_argument(
        "path", nargs="?", metavar="PATH", help=tr("the ledger's file (default: in the data folder)")
    )
    parser.add_argument("--digest", metavar="DIGEST", help=tr("the version whose document to show"))
    parser.add_argument("--json", action="store_true", help=tr("the versions and the document as JSON"))


def run(args: argparse.Namespace) -> int:
    """Print the versions, or a document; 0. Raises ContractError for an unknown digest."""
    with EmbeddedLedger(ledger_path(args.path)) as ledger:
        reader = Caller("", "R", "")

        def query(name: str, **asked: str) -> Any:
            return ledger.evaluate_as(reader, "query", [name, asked])

        versions = query("rules")
        digest = args.digest or versions["current"]["digest"]
        document = query("rules", digest=digest)["content"] if args.json or args.digest else None
    if args.json:
        print(json.dumps({**versions, "digest": digest, "rules": document}, ensure_ascii=False))
    elif document is not None:
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        states = [(version, "past") for version in versions["past"]] + [(versions["current"], "in force")]
        states += [(versions["next"], "not yet in force")] if "next" in versions else []
        for version, state in states:
            print(f"{version['from']}  {version['digest']}  {tr(state)}")
    return 0
