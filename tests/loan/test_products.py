"""Products as data: the shipped ones, and a table that is wrong."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from loc_desktop.loan.products import DAY_COUNTS, DEFAULT_PRODUCT, METHODS, load, shipped
from loc_desktop.loan.servicing import Terms, new_loan, pay, position

ROW: dict[str, Any] = {
    "id": "x", "name": {"zh": "某", "en": "some"}, "rate": 435, "rate_max": 500, "amount_min": 1,
    "amount_max": 2, "months_min": 1, "months_max": 2, "method": "annuity", "day_count": "30/360",
    "payment_day": "payout", "holidays": "next", "grace_days": 0, "penalty_factor": 150,
    "prepayment": "forbidden", "collateral": False, "subsidy": 100,
}  # fmt: skip


def test_the_default_is_the_poverty_alleviation_micro_loan() -> None:
    """At most 50,000 yuan, at most 36 months, no collateral, interest subsidised."""
    product = shipped()[DEFAULT_PRODUCT]
    assert (product.amount_max, product.months_max, product.collateral, product.subsidy) == (
        5_000_000,
        36,
        False,
        100,
    )
    assert set(product.name) == {"zh", "en"}


def test_the_shipped_products_use_every_method_and_day_count() -> None:
    assert {product.method for product in shipped().values()} == set(METHODS)
    assert {product.day_count for product in shipped().values()} == set(DAY_COUNTS)


@pytest.mark.parametrize("name", shipped())
def test_a_loan_of_each_product_is_paid_off_by_paying_what_is_due(name: str) -> None:
    product = shipped()[name]
    loan = new_loan(
        product.amount_max, product.months_max, Terms.of(product, product.rate), date(2026, 1, 31)
    )
    for period in loan.periods:
        now = position(loan, period.due)
        assert (now.penalty, now.days_past_due) == (0, 0)
        loan = pay(loan, period.due, now.due_principal, now.due_interest, 0)
    assert position(loan, loan.final_due).outstanding == 0


@pytest.mark.parametrize(
    "wrong",
    [{"method": "?"}, {"day_count": "?"}, {"amount_min": 3}, {"months_min": 0}, {"months_max": 0},
     {"prepayment": "sometimes"}, {"holidays": "?"}, {"payment_day": 32}, {"payment_day": "monday"},
     {"grace_days": -1}, {"penalty_factor": -1}, {"subsidy": 101}],
)  # fmt: skip
def test_a_wrong_product_is_named(wrong: dict[str, Any]) -> None:
    assert load(json.dumps({"version": 1, "products": [ROW]}))["x"].id == "x"
    with pytest.raises(ValueError, match="x"):
        load(json.dumps({"version": 1, "products": [{**ROW, **wrong}]}))
    with pytest.raises(ValueError, match="twice"):
        load(json.dumps({"version": 1, "products": [ROW, ROW]}))
    with pytest.raises(ValueError, match="version"):
        load(json.dumps({"version": 2, "products": []}))
