"""A loan worked out at the counter: by the ledger's rules, with what payments and changes would do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from loc_desktop.contract.rulebook.document import Rulebook, shipped
from loc_desktop.desk.servicing.calculation import Calculation, Sketch, calculate, event_of
from loc_desktop.errors import KnownError
from loc_desktop.loan.lending import Lpr
from loc_desktop.loan.replay import ReplayEvent
from loc_desktop.ui.widgets.fields_dialog import problems_of


def free() -> Rulebook:
    """The shipped rules with rates up to 36 %."""
    products = {product.id: replace(product, rate_max=3600) for product in shipped().products.values()}
    rules = replace(shipped(), products=MappingProxyType(products))
    return replace(rules, lending=replace(rules.lending, lpr=(Lpr(date(2015, 1, 1), 3600, 3600),)))


SKETCH = Sketch("poverty-micro", "50 000", "36", "15.4", "2027-01-15")


def worked(*events: ReplayEvent, rules: Rulebook | None = None, **changes: str) -> Calculation:
    return calculate(rules or free(), replace(SKETCH, **changes), events)


def problems(rules: Rulebook | None = None, /, **changes: str) -> set[tuple[str, str]]:
    with pytest.raises(KnownError) as error:
        calculate(rules or free(), replace(SKETCH, **changes))
    assert error.value.code == "form.invalid"
    return {(problem.field, problem.code) for problem in problems_of(error.value)}


def test_a_loan_as_agreed() -> None:
    calculation = worked()
    assert (calculation.instalment, calculation.interest, len(calculation.schedule)) == (
        174_308,
        1_275_073,
        36,
    )
    assert (calculation.last.end, calculation.periods) == (date(2030, 1, 15), calculation.schedule)
    assert calculation.position is not None
    assert (calculation.on, calculation.position.outstanding) == (date(2027, 1, 15), 5_000_000)
    # 15 May 2027 is a Saturday: the product moves it to the next business day of the ledger's calendar.
    assert calculation.schedule[3].due == date(2027, 5, 17)


def test_what_happens_is_taken_or_refused_as_the_contract_would() -> None:
    calculation = worked(
        event_of("pay", "2027-01-20", 174_308, 0),
        event_of("settle", "2027-01-19", 0, 0),
        event_of("settle", "2027-01-21", 0, 0),
        event_of("pay", "2027-01-22", 0, 0),
        on="2027-01-21",
    )
    refusals = [event.refusal.code if event.refusal else None for event in calculation.events]
    assert refusals == [None, "contract.dated_before", None, "contract.loan_status"]
    assert (calculation.interest_paid, calculation.events[2].outcome.unearned) == (12_833, 51_334)
    assert calculation.position is not None
    assert calculation.position.outstanding == 0


def test_the_programmes_limit_counts_where_the_product_is_of_the_programme() -> None:
    later = event_of("reschedule", "2027-04-20", 0, 36)
    (refused,) = worked(later).events
    assert refused.refusal is not None
    assert refused.refusal.code == "contract.months_in_all"
    products = {
        product.id: replace(product, programme=False, months_max=60) for product in free().products.values()
    }
    others = replace(free(), products=MappingProxyType(products))
    (event,) = worked(later, rules=others).events
    assert event.outcome.taken


def test_a_payment_without_an_amount_is_what_is_due() -> None:
    calculation = worked(event_of("pay", "2027-02-20", 0, 0))
    assert calculation.events[0].outcome.parts.interest == 64_167
    assert calculation.position is not None
    assert calculation.position.due == 0


def test_what_is_wrong_is_said_at_its_field() -> None:
    assert problems(product="?") == {("product", "missing")}
    assert problems(amount="x", months="0", rate_percent="x", paid_out="x", on="x") == {
        ("amount", "not_money"), ("months", "months_range"), ("rate_percent", "rate"), ("paid_out", "date"),
        ("on", "date"),
    }  # fmt: skip
    assert problems(amount="50000.01", months="37", rate_percent="36.01") == {
        ("amount", "too_large"), ("months", "months_range"), ("rate_percent", "rate_most"),
    }  # fmt: skip
    assert problems(amount="", paid_out="9999-01-01") == {("amount", "missing")}
    assert problems(paid_out="9999-01-01") == {("paid_out", "date")}
    # The rate is the product's at most, and the prime rate's of the term.
    assert problems(shipped(), rate_percent="3.51") == {("rate_percent", "rate_most")}
    assert problems(shipped(), rate_percent="3.01", months="12") == {("rate_percent", "rate_most")}
    for kind, field in (("prepay", "amount"), ("reschedule", "months")):
        with pytest.raises(KnownError) as error:
            event_of(kind, "2027-01-20", 0, 0)
        assert [problem.field for problem in problems_of(error.value)] == [field]
