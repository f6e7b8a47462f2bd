"""The project's own sample: made-up applicants from a seed, loans in every inbox, some paid, some refused.

No real data: names, numbers and amounts come from a random generator with a fixed seed.
"""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from loc_desktop.desk.application import made_people
from loc_desktop.desk.application.sample_list import form_of
from loc_desktop.desk.signing.signers import Customers
from loc_desktop.desk.values.applicants import ImportPreview, ImportRow
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.work import Progress

if TYPE_CHECKING:
    from loc_desktop.desk.workplace import Workplace

SEED = 2019
COUNT = 36
WAITING = {"B": 10, "CAD": 8, "FD": 6}
"""How many applications of the window's sample are left in each inbox."""

_FIRST_ID = 1_000_000  # apart from the ids of imported files
_PURPOSES = ("养殖土鸡", "种植茶叶", "购买农机", "养殖蜜蜂", "开小商店", "种植烟叶", "养殖肉牛", "大棚蔬菜")
_MONTHS = (12, 12, 24, 24, 36, 36, 36, 30)


def rows(count: int, seed: int = SEED) -> ImportPreview:
    """``count`` applications as if read from a file; the same seed gives the same ones."""
    chance = random.Random(seed)
    return ImportPreview("sample", tuple(_row(number, chance) for number in range(count)), made=True)


def _row(number: int, chance: random.Random) -> ImportRow:
    source = str(_FIRST_ID + number)
    values = {
        "amount": str(chance.randrange(5_000, 50_001, 500)),
        "months": str(chance.choice(_MONTHS)),
        "income": str(chance.randrange(4_000, 90_001, 500)),
        "asset": str(chance.randrange(0, 55_001, 500)),
        "debt": str(max(0, chance.randrange(-20_000, 40_001, 500))),
        "purpose": chance.choice(_PURPOSES),
    }
    form = replace(form_of(source, values), phone=made_people.phone(source))
    flagged = chance.random() < 0.06
    return ImportRow(number + 1, number + 2, form, flagged=flagged)


def prepare(workplace: Workplace, progress: Progress, seed: int = SEED) -> None:
    """Set up "Try it on this computer" with the sample; a sample that is there is left as it is.

    ``progress`` counts what is done of about ``COUNT`` × 4 steps. Raises as :meth:`Workplace.try_here`.
    """
    if not workplace.ready:
        workplace.try_here()
    counter = workplace.desk_of("C").applications
    if counter.mine(limit=1).total:
        return
    bank = counter.banks()[0].key
    preview = rows(COUNT, seed)
    total = COUNT * 4
    report = counter.import_rows(preview, bank, progress=lambda done, _: progress(done, total))
    left, granted = len(report.events), COUNT
    for role, waiting in WAITING.items():
        left -= waiting
        desk = workplace.desk_of(role)
        desk.grants.decide(desk.inbox.ids()[:left], progress=partial(_part, progress, granted, total))
        granted += COUNT
    _open_accounts(workplace)
    counter.save_draft(_draft(bank))
    # A later start opens on the customer's desk, where the first loan by hand begins.
    workplace.desk(workplace.desk_of("C").identity.id)
    progress(total, total)


def _open_accounts(workplace: Workplace) -> None:
    """Whoever was paid a loan has an account at the bank, linked, with some cash for the instalments."""
    from loc_desktop.desk.join.first_money import open_customer

    desk, bank = workplace.desk_of("C"), workplace.desk_of("B").carrier.identity
    connections, customers = workplace.connections, Customers(desk.carrier)
    counter = connections.counter(desk.carrier.identity)
    for row in connections.index(bank.ledger).loans(limit=COUNT).rows:
        known = counter.customer(key=row.customer)
        if known is not None:
            identity = customers.identity(row.customer)
            open_customer(
                connections, bank, identity, known.name, known.identity_number, phone=known.phone,
                by=desk.carrier.identity,
            )  # fmt: skip


def _part(progress: Progress, before: int, total: int, done: int, _: int) -> None:
    progress(before + done, total)


def _draft(bank: str) -> ApplicationForm:
    """The half-filled form that waits for the person who tries the program."""
    number = made_people.identity_number("0")
    return ApplicationForm(
        name="刘建国",
        identity_number=number,
        address="龙岩市新罗区东肖镇",
        phone=made_people.phone("0"),
        group=made_people.village("0"),
        purpose="种植茶叶",
        amount="30000",
        months="24",
        bank=bank,
    )
