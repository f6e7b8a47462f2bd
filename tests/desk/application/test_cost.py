"""What a loan costs: rate, cap, interest and what of it may be subsidised."""

from __future__ import annotations

from datetime import date

from loc_desktop.contract.rulebook.document import shipped
from loc_desktop.desk.application.cost import Cost, cost_of

DAY = date(2027, 1, 5)


def _body(**more: object) -> dict[str, object]:
    product = next(row for row in shipped().products.values() if row.programme and row.subsidy)
    return {"product": product.id, "amount": 3_000_000, "months": 24, **more}


def test_the_cost_is_that_of_the_product_and_within_its_cap() -> None:
    rules = shipped()
    product = rules.products[str(_body()["product"])]
    cost = cost_of(_body(), rules, DAY)
    assert cost.rate == product.rate
    assert cost.rate <= cost.cap <= product.rate_max
    assert 0 < cost.interest < 3_000_000
    assert 0 < cost.subsidy <= cost.interest
    assert cost.params() == {"rate": cost.rate, "interest": cost.interest, "subsidy": cost.subsidy}


def test_a_higher_rate_costs_more_and_half_the_amount_about_half() -> None:
    rules = shipped()
    usual = cost_of(_body(), rules, DAY)
    dearer = cost_of(_body(rate=usual.rate + 50), rules, DAY)
    assert dearer.rate == usual.rate + 50
    assert dearer.interest > usual.interest
    half = cost_of(_body(amount=1_500_000), rules, DAY)
    assert abs(half.interest * 2 - usual.interest) <= 24  # a fen of rounding a line


def test_what_has_no_product_of_the_rules_costs_nothing() -> None:
    rules = shipped()
    assert cost_of(_body(product="none"), rules, DAY) == Cost()
