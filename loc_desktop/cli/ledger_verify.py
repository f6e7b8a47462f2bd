"""``loc-desktop ledger verify [PATH]``: re-execute and check an embedded ledger."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from loc_desktop.ledger.embedded.verify import MOST_FINDINGS, VerifyReport, verify
from loc_desktop.paths import data_dir
from loc_desktop.texts.terminal.tongue import described, tr, trouble_said
from loc_desktop.texts.words import say_trouble

DESCRIPTION = """\
Checks the embedded ledger at PATH (default: ledger.sqlite in the data folder) without writing to it: every
hash, signature and certificate; every transaction executed again from genesis; every row of blocks,
transactions, writes and state against what comes out; and SQLite's own integrity check. Prints what was
checked. Exit 0 if everything is as it was written; else 1, each finding with its block."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The ledger, sentences or JSON."""
    parser.description = described("ledger verify", DESCRIPTION)
    parser.add_argument("path", nargs="?", metavar="PATH", help=tr("the ledger's file"))
    parser.add_argument("--json", action="store_true", help=tr("one JSON object instead of sentences"))


def ledger_path(chosen: str | None) -> Path:
    """The file to look at; a folder means the ledger in it."""
    path = Path(chosen) if chosen else data_dir()
    return path / "ledger.sqlite" if path.is_dir() else path


def run(args: argparse.Namespace) -> int:
    """Verify the ledger and print what was found; 1 if anything was."""
    report = verify(ledger_path(args.path), progress=None if args.json else _show)
    if args.json:
        findings = [{"block": finding.block, "what": say_trouble(finding.why)} for finding in report.findings]
        print(json.dumps({**asdict(report), "findings": findings, "good": report.good}))
    else:
        print("\n".join(sentences(report)))
    return 0 if report.good else 1


def _show(done: int, total: int) -> None:
    if sys.stderr.isatty() and total:
        end = "\r" if done < total else "\n"
        share = f"{done / total:.0%}"
        line = tr("block {done:count} of {total:count} ({share})", done=done, total=total, share=share)
        print(line, end=end, file=sys.stderr, flush=True)


def sentences(report: VerifyReport) -> list[str]:
    """The report for a person."""
    lines = [
        tr("Ledger {path}", path=report.path),
        "  " + tr("channel {channel}, id {id}", channel=report.channel or "?", id=report.ledger or "?"),
        "  "
        + tr(
            "{blocks:count} blocks with {transactions:count} transactions: hashes, chain, signatures and "
            "certificates",
            blocks=report.blocks,
            transactions=report.transactions,
        ),
        "  "
        + tr(
            "{blocks:count} blocks executed again from genesis, {rows:count} rows of blocks, transactions, "
            "writes and state compared",
            blocks=report.replayed,
            rows=report.rows,
        ),
    ]
    if report.good:
        return [*lines, "  " + tr("head {hash}", hash=report.head), tr("Everything is as it was written.")]
    for finding in report.findings:
        what = trouble_said(finding.why)
        if finding.block is not None:
            what = tr("block {number}: {why}", number=finding.block, why=what)
        lines.append(f"  ✗ {what}")
    count, first = len(report.findings), report.first_block
    if count >= MOST_FINDINGS:
        damaged = tr("The ledger is damaged: {count} findings or more", count=count)
    elif count > 1:
        damaged = tr("The ledger is damaged: {count} findings", count=count)
    else:
        damaged = tr("The ledger is damaged: 1 finding")
    if first is not None:
        damaged += tr(", the first in block {number}", number=first)
    todo = tr("Restore the file from a backup, or join the ledger from another copy.")
    return [*lines, damaged + tr("."), todo]
