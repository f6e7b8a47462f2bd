"""``loc-desktop bench day-end``: what a day's end over many loans costs, and that the cost grows linearly."""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import orjson

from loc_desktop.bank.books import day_end as dayend
from loc_desktop.bank.books.account_numbers import account_number
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.loan_book import compact
from loc_desktop.bank.books.values import Kind
from loc_desktop.contract.loans import fields_of
from loc_desktop.errors import UsageError
from loc_desktop.loan.calendar import shipped as holidays
from loc_desktop.loan.products import DEFAULT_PRODUCT, shipped
from loc_desktop.loan.servicing import Terms, new_loan, pay

SIZES: Final = (1_000, 3_000, 10_000, 30_000, 100_000)
DAY: Final = date(2026, 11, 20)
_MONTHS: Final = 36
_SAMPLES: Final = 360
_DAYS: Final = 3

DESCRIPTION = """\
One day's end over each number of loans, in fresh books on this disk: accrual, notices, penalty, the five
tiers, planned collections from linked accounts, and the journal. The loans run for 36 months, were paid out
on every day of the last year and are a month late in one of ten cases; each has an account of its own with
money on it. The day before has been run, so that these are ordinary days; carrying collections to the ledger
is not in it.

seconds        the day's end of each size, the shortest of three days in a row
cpu_seconds    the processor's part of it
seconds_10000  that of 10,000 loans
slope          of log(seconds) over log(loans) between 10,000 loans and the largest size; 1 is linear
cpu_slope      the same of cpu_seconds, which other programs on the machine disturb less
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many loans, and JSON."""
    parser.description = DESCRIPTION
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")
    parser.add_argument(
        "--sizes",
        default=",".join(map(str, SIZES)),
        metavar="N,N",
        help="numbers of loans (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Measure a day's end and print it; 0."""
    try:
        sizes = sorted({int(size) for size in args.sizes.split(",")})
    except ValueError:
        raise UsageError("--sizes takes numbers with commas between them") from None
    if not sizes or sizes[0] < 1 or sizes[-1] > 1_000_000:
        raise UsageError("--sizes takes numbers from 1 to 1,000,000")
    figures = measure(sizes, quiet=args.json)
    if args.json:
        print(json.dumps(figures))
    else:
        for size, seconds in zip(figures["loans"], figures["seconds"], strict=True):
            print(f"{size:>9,} loans  {seconds:8.2f} s  {seconds / size * 1000:6.3f} ms a loan")
        print(f"slope {figures['slope']:.2f} (1 is linear)")
    return 0


def measure(sizes: list[int], quiet: bool = True) -> dict[str, Any]:
    """The figures of the description."""
    seconds, processor = [], []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="loc-bench-") as folder:
            books = Books(Path(folder) / "books.sqlite", "bench", "Bench", clock=lambda: f"{DAY}T15:00:00Z")
            try:
                fill(books, size)
                dayend.run(books, DAY - timedelta(days=_DAYS))
                taken = [_one_day(books, DAY - timedelta(days=back), size) for back in reversed(range(_DAYS))]
                if books.check():
                    raise AssertionError(f"the books do not fit together: {books.check()}")
            finally:
                books.close()
        seconds.append(round(min(wall for wall, _ in taken), 3))
        processor.append(round(min(cpu for _, cpu in taken), 3))
        if not quiet:
            print(f"{size:,} loans: {seconds[-1]:.2f} s", file=sys.stderr)
    return {
        "loans": sizes,
        "seconds": seconds,
        "cpu_seconds": processor,
        "slope": _slope(sizes, seconds),
        "cpu_slope": _slope(sizes, processor),
        "seconds_10000": dict(zip(sizes, seconds, strict=True)).get(10_000),
    }


def _one_day(books: Any, day: date, size: int) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    report = dayend.run(books, day)
    taken = time.perf_counter() - wall, time.process_time() - cpu
    if report.loans != size:
        raise AssertionError(f"the day's end of {size} loans did not do all of them: {report}")
    return taken


def _slope(sizes: list[int], seconds: list[float]) -> float:
    seconds_of = dict(zip(sizes, seconds, strict=True))
    low = 10_000 if 10_000 in seconds_of and sizes[-1] > 10_000 else sizes[0]
    high = sizes[-1]
    if high == low:
        return 1.0
    return round(math.log(max(seconds_of[high], 1e-3) / max(seconds_of[low], 1e-3)) / math.log(high / low), 3)


def fill(books: Any, size: int) -> None:
    """Loans with linked accounts, written into the tables as a synchronisation with a ledger would."""
    product = shipped()[DEFAULT_PRODUCT]
    terms = Terms.of(product, product.rate)
    # Loans of one payout day and state are alike; each of these is worked out once.
    samples = []
    for back in range(_DAYS, _DAYS + _SAMPLES):  # all paid out before the first of the days
        opened = DAY - timedelta(days=back)
        loan = new_loan(product.amount_max, _MONTHS, terms, opened, holidays())
        until = DAY - timedelta(days=32) if back % 10 == 0 else DAY
        paid = {"principal": 0, "interest": 0, "penalty": 0}
        for period in loan.periods:
            if period.due < until:
                loan = pay(loan, period.due, period.principal, period.interest, 0)
                paid["principal"] += period.principal
                paid["interest"] += period.interest
        record = {**fields_of(loan), "paid": paid, "status": "active"}
        samples.append((opened.isoformat(), compact(orjson.loads(orjson.dumps(record)))))

    def write(connection: Any) -> None:
        vault = books.internal(Kind.VAULT)
        numbers = [account_number(1, 10, serial) for serial in range(1, size + 1)]
        connection.exec_driver_sql(
            "INSERT INTO account (number, kind, name, client, debit, floor, money, balance, status, opened,"
            " closed, digital_key, link_event, linked_at)"
            " VALUES (?, 'current', 'Customer', '1', 0, 1, 1, 0, 'open', '2025-01-01', '', ?, '', ?)",
            [(number, f"key-{serial:07d}", "2025-01-01T00:00:00Z") for serial, number in enumerate(numbers)],
        )
        # One entry pays in for all of them.
        connection.exec_driver_sql(
            "INSERT INTO entry (id, key, text, booking_date, value_date, booked_at, reverses)"
            " VALUES (1, 'bench', 'cash paid in', '2025-01-01', '2025-01-01',"
            " '2025-01-01T00:00:00Z', NULL)"
        )
        connection.exec_driver_sql(
            "INSERT INTO posting VALUES (1, ?, ?, ?)",
            [
                (0, vault, size * 100_000),
                *((line, number, -100_000) for line, number in enumerate(numbers, 1)),
            ],
        )
        connection.exec_driver_sql("INSERT INTO seal VALUES (1)")
        ids = [f"{serial * 2654435761 % 2**32:08x}{serial:024x}" for serial in range(size)]
        connection.exec_driver_sql(
            "INSERT INTO loan VALUES (?, ?, 'poverty-micro', '', ?, ?, '', 0)",
            [
                (ids[serial], f"key-{serial:07d}", product.amount_max, samples[serial % _SAMPLES][0])
                for serial in range(size)
            ],
        )
        connection.exec_driver_sql(
            "INSERT INTO loan_version VALUES (?, ?, ?)",
            [(ids[serial], *samples[serial % _SAMPLES]) for serial in range(size)],
        )

    books.db.write(write)
