"""``loc-desktop arrears report``: non-accrual and provisions of a bank, with the balances of its loan
book."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from loc_desktop.cli.identity_choice import chosen
from loc_desktop.cli.secret_input import add_keys
from loc_desktop.loan.money import yuan_text
from loc_desktop.texts.terminal.tongue import described, language, padded, tr
from loc_desktop.texts.words import show

DESCRIPTION = """\
The loans that earn no income because they are long overdue, what was set aside by class at the last month's
end, and the balances of the loan book with the memo accounts, after the last day's end."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose books."""
    parser.description = described("arrears report", DESCRIPTION)
    parser.add_argument("--identity", metavar="NAME", required=True, help=tr("the bank, by name or id"))
    parser.add_argument("--json", action="store_true", help=tr("one JSON object instead of lines"))
    add_keys(parser)


def run(args: argparse.Namespace) -> int:
    """Print the report; 0. Raises KnownError ``books.*``, ``keyring.*``."""
    with chosen(args) as (workplace, identity):
        report = workplace.desk(identity.id).branch.arrears.losses()
    if args.json:
        told = {**asdict(report), "stopped": [
            {**asdict(row), "customer": row.customer.name} for row in report.stopped
        ]}  # fmt: skip
        print(json.dumps(told, ensure_ascii=False))
        return 0
    print(tr("After the day's end of {day}", day=report.day or "–"))
    for row in report.stopped:
        owed = yuan_text(row.interest + row.penalty, ",")
        print(tr("no income since {day}: {loan}  {amount} yuan", day=row.stopped, loan=row.loan, amount=owed))
    print(tr("Provisions of {day}", day=report.provided or "–"))
    for tier in report.provisions:
        name = padded(show(tier.tier, "tier", language()), 18)
        print(f"{name}{padded(yuan_text(tier.base, ','), -18)}{padded(yuan_text(tier.amount, ','), -18)}")
    for account in report.balances:
        name = account.zh if language() == "zh" else account.en
        print(f"{padded(name, 32)}{padded(yuan_text(account.balance, ','), -18)}")
    return 0
