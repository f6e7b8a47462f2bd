"""The regulator's numbers: from the ledger, by branch and month, summed, and as a file for spreadsheets."""

from __future__ import annotations

import csv
import stat
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from loc_desktop.contract.classes import CLASSES
from loc_desktop.desk.viewer.report import RegulatorReport
from loc_desktop.errors import KnownError
from loc_desktop.loan.money import yuan_text
from tests.desk.life_scene import Life


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    """Two loans in one month, one repayment in the next."""
    life = Life(tmp_path_factory.mktemp("report") / "home")
    loan, _ = life.loans((12_000, 12), (6_000, 12), cash=None)
    life.walk_past(life.desk("C").loans.loan(loan).schedule[0].due)
    life.pay(loan)
    yield life
    life.workplace.close()


def _report(life: Life, role: str = "R") -> RegulatorReport:
    return RegulatorReport(life.desk(role).carrier)


def test_months_stand_newest_first_and_what_stands_is_the_last_ones(life: Life) -> None:
    rows = _report(life).rows()
    assert [row.month for row in rows] == sorted({row.month for row in rows}, reverse=True)
    assert rows[0].month == life.workplace.today[:7]
    first = rows[-1]
    assert (first.loans, first.disbursed, first.repaid, first.outstanding) == (2, 18_000_00, 0, 18_000_00)
    newest = rows[0]
    assert (newest.loans, newest.principal > 0, newest.interest > 0) == (0, True, True)
    assert newest.repaid == newest.principal + newest.interest + newest.penalty
    assert newest.outstanding == 18_000_00 - newest.principal


def test_totals_add_what_happened_and_not_what_stands(life: Life) -> None:
    report = _report(life)
    rows, totals = report.rows(), report.totals()
    assert (totals.branch, totals.month) == ("", rows[0].month)
    assert (totals.loans, totals.disbursed) == (2, 18_000_00)
    assert totals.outstanding == rows[0].outstanding
    assert tuple(totals.classes) == CLASSES
    assert sum(fen for _, fen in totals.classes.values()) == totals.outstanding
    assert sum(count for count, _ in totals.classes.values()) == 2


def test_until_an_earlier_day_nothing_later_is_counted(life: Life) -> None:
    report = _report(life)
    opened = report.rows()[-1].month
    end = (date.fromisoformat(f"{opened}-28") + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    assert [row.month for row in report.rows(end.isoformat())] == [opened]
    assert report.totals(end.isoformat()).repaid == 0
    assert report.rows("2001-01-01") == ()
    nothing = report.totals("2001-01-01")
    assert (nothing.month, nothing.loans, nothing.outstanding) == ("", 0, 0)
    assert dict(nothing.classes) == dict.fromkeys(CLASSES, (0, 0))


def test_a_grantor_counts_its_own_loans_and_a_customer_is_refused(life: Life) -> None:
    for role in ("B", "CAD", "FD"):
        assert _report(life, role).totals().loans == 2
    with pytest.raises(KnownError) as denied:
        _report(life, "C").rows()
    assert denied.value.code == "contract.denied"


def test_the_file_has_a_line_a_month_in_yuan_for_its_owner_alone(life: Life, tmp_path: Path) -> None:
    report, file = _report(life), tmp_path / "report.csv"
    report.save(file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.DictReader(opened))
    rows = report.rows()
    assert [line["month"] for line in lines] == [row.month for row in rows]
    assert lines[-1]["disbursed"] == "18000.00"
    assert lines[-1]["normal_loans"] == "2"
    assert lines[0]["outstanding"] == yuan_text(rows[0].outstanding)
    for nowhere in (tmp_path, tmp_path / "no" / "report.csv"):
        with pytest.raises(KnownError) as refused:
            report.save(nowhere)
        assert (refused.value.code, refused.value.params["file"]) == ("statement.file", nowhere.name)
