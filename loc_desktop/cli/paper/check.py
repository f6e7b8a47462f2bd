"""``loc-desktop paper check``: a paper's code against the ledger."""

from __future__ import annotations

import argparse
import json

from loc_desktop.cli.paper.options import add_identity, desk_of
from loc_desktop.desk.papers.checking import AGREES
from loc_desktop.texts.terminal.tongue import described, language, tr
from loc_desktop.texts.words import say

DESCRIPTION = """\
Compares the code of a paper (what its QR code says, or the small print beside it, in quotes) with the ledger
and with this office's register of papers, and prints what the ledger says, to be compared with the paper by
eye. Exit 0 where they agree, 1 where they do not or where this identity cannot tell."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The code, and who asks."""
    parser.description = described("paper check", DESCRIPTION)
    parser.add_argument("code", metavar="CODE", help=tr("the code, which begins with LOC"))
    parser.add_argument("--json", action="store_true", help=tr("one JSON object instead of sentences"))
    add_identity(parser)


def run(args: argparse.Namespace) -> int:
    """Print what was found; 1 if it does not agree."""
    with desk_of(args) as (desk, _):
        found = desk.papers.check(args.code, language())
    if args.json:
        told = {
            "number": found.code.number, "kind": found.kind, "verdict": found.verdict,
            "event": found.code.event, "transaction": found.code.tx,
            "found": [sentence.code for sentence in found.found],
        }  # fmt: skip
        print(json.dumps(told))
    else:
        lines = [say(sentence, language()) for sentence in found.found]
        lines += [f"  {fact.label}  {fact.value}" for fact in found.facts]
        print("\n".join(lines))
    return 0 if found.verdict == AGREES else 1
