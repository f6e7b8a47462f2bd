"""``loc-desktop ledger verify [PATH]``: re-execute and check an embedded ledger."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from loc_desktop.ledger.embedded.verify import summary, verify
from loc_desktop.paths import data_dir

DESCRIPTION = """\
Checks the embedded ledger at PATH (default: ledger.sqlite in the data folder) without writing to it: every
hash, signature and certificate; every transaction executed again from genesis; every row of blocks,
transactions, writes and state against what comes out; and SQLite's own integrity check. Prints what was
checked. Exit 0 if everything is as it was written; else 1, each finding with its block."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = DESCRIPTION
    parser.add_argument("path", nargs="?", metavar="PATH", help="the ledger's file")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")


def ledger_path(chosen: str | None) -> Path:
    """The file to look at; a folder means the ledger in it."""
    path = Path(chosen) if chosen else data_dir()
    return path / "ledger.sqlite" if path.is_dir() else path


def run(args: argparse.Namespace) -> int:
    report = verify(ledger_path(args.path), progress=None if args.json else _show)
    if args.json:
        findings = [asdict(finding) for finding in report.findings]
        print(json.dumps({**asdict(report), "findings": findings, "good": report.good}))
    else:
        print("\n".join(summary(report)))
    return 0 if report.good else 1


def _show(done: int, total: int) -> None:
    if sys.stderr.isatty() and total:
        end = "\r" if done < total else "\n"
        print(f"block {done:,} of {total:,} ({done / total:.0%})", end=end, file=sys.stderr, flush=True)
