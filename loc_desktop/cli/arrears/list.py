"""``loc-desktop arrears list``: a bank's loans that are late, first what is to be done first."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from loc_desktop.cli.identity_choice import chosen
from loc_desktop.cli.secret_input import add_keys
from loc_desktop.loan.money import yuan_text
from loc_desktop.texts.terminal.tongue import described, language, padded, tr
from loc_desktop.texts.words import show

if TYPE_CHECKING:
    from loc_desktop.desk.values.branch import ArrearsRow

DESCRIPTION = """\
The loans in arrears of a bank whose books are on this computer, as they stood after the last day's end, each
with what is to be done next and when. Names, notes and telephone calls are personal data: they stay on this
computer. With --json all that is known of each, amounts in fen."""
SHOWN = ("today", "broken", "never")
_ALL = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose loans, and which of them."""
    parser.description = described("arrears list", DESCRIPTION)
    parser.add_argument("--identity", metavar="NAME", required=True, help=tr("the bank, by name or id"))
    parser.add_argument(
        "--only", choices=SHOWN,
        help=tr("to be done until today, promises that were broken, or never spoken to"),
    )  # fmt: skip
    parser.add_argument("--text", metavar="TEXT", default="", help=tr("part of the name, or the loan's id"))
    parser.add_argument("--json", action="store_true", help=tr("one JSON object instead of lines"))
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Print the list; 0. Raises KnownError ``books.*``, ``keyring.*``, the ledger's."""
    with chosen(args) as (workplace, identity):
        arrears = workplace.desk(identity.id).branch.arrears
        page = arrears.page(shown=args.only or "", text=args.text, limit=_ALL)
        histories = {row.loan: arrears.history(row.loan) for row in page.rows} if args.json else {}
    if args.json:
        rows = [_as_json(row, histories[row.loan]) for row in page.rows]
        print(json.dumps({"total": page.total, "loans": rows}, ensure_ascii=False))
    elif not page.rows:
        print(tr("The list is empty: no late loan fits."))
    for row in () if args.json else page.rows:
        step = show(row.step, "step", language())
        print(
            f"{row.step_day}  {padded(step, 22)}{padded(row.customer.name, 14)}"
            f"{padded(yuan_text(row.due, ','), -14)}{tr(' yuan')}  "
            + tr("{days} days late  {loan}", days=row.days_past_due, loan=row.loan)
        )
    return 0


def _as_json(row: ArrearsRow, history: Any) -> dict[str, Any]:
    told = asdict(row)
    kinds = [(type(deed).__name__.lower(), deed) for deed in history]
    return {**told, "customer": row.customer.name, "history": [{"kind": k, **asdict(d)} for k, d in kinds]}
