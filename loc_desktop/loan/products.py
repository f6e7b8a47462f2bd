"""Loan products as data: ``resources/products.json``.

Amounts in fen, ``rate`` in hundredths of a percent a year (435 is 4.35 %), ``penalty_factor`` and ``subsidy``
in percent (of the rate, of the interest).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from loc_desktop import resources
from loc_desktop.loan.causes import cause
from loc_desktop.loan.misfit import MisfitError, made

METHODS: Final = ("annuity", "equal_principal", "interest_only", "bullet")
"""Equal instalments; equal principal; monthly interest with principal at the end; all at maturity."""

DAY_COUNTS: Final = ("30/360", "actual/365", "actual/360")
HOLIDAY_RULES: Final = ("none", "next", "previous")
PREPAYMENTS: Final = ("reduce_months", "reduce_instalment", "forbidden")
DEFAULT_PRODUCT: Final = "poverty-micro"


@dataclass(frozen=True, slots=True)
class Product:
    """One loan product.

    ``payment_day``: ``payout`` (the day of the month of the payout) or a day 1-31; ``holidays``: ``next``,
    ``previous`` or ``none``, which business day takes a payment that falls on a holiday; ``grace_days`` after
    the due day without penalty; ``penalty_factor`` percent of the contract rate on overdue principal;
    ``prepayment``: ``reduce_months``, ``reduce_instalment`` or ``forbidden``; ``subsidy`` percent of the
    interest that the finance department refunds.
    ``grace_days`` charge nothing: the penalty counts from the day after them, and is not charged backwards.
    ``programme``: the programme's rules hold (36 months in all, and so on). ``compound``: the penalty is also
    charged on overdue interest; else overdue interest bears nothing.
    """

    id: str
    name: Mapping[str, str]
    rate: int
    rate_max: int
    amount_min: int
    amount_max: int
    months_min: int
    months_max: int
    method: str
    day_count: str
    payment_day: str | int
    holidays: str
    grace_days: int
    penalty_factor: int
    prepayment: str
    collateral: bool
    subsidy: int
    programme: bool = False
    compound: bool = False


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Product]:
    """The products of ``resources/products.json`` by id, read once; immutable."""
    return of_json(shipped_table())


def shipped_table() -> Mapping[str, Any]:
    """The table of ``resources/products.json``."""
    table: Mapping[str, Any] = json.loads(resources.text("products.json"))
    return table


def load(text: str) -> Mapping[str, Product]:
    """:func:`of_json` of a text."""
    return of_json(json.loads(text))


def of_json(table: Mapping[str, Any]) -> Mapping[str, Product]:
    """The products of a table. Raises MisfitError that names the product (KeyError, TypeError) if it is not
    well-formed."""
    if table.get("version") != 1:
        raise MisfitError("products", cause("version"))
    products: dict[str, Product] = {}
    for row in table["products"]:
        product = made(Product, f"products: {row['id']}", {**row, "name": MappingProxyType(row["name"])})
        where = f"products: {product.id}"
        if product.method not in METHODS or product.day_count not in DAY_COUNTS:
            raise MisfitError(where, cause("method"))
        day = product.payment_day
        if (
            product.prepayment not in PREPAYMENTS
            or product.holidays not in HOLIDAY_RULES
            or not (day == "payout" or (isinstance(day, int) and 1 <= day <= 31))
        ):
            raise MisfitError(where, cause("habits"))
        if (
            min(product.rate, product.grace_days, product.penalty_factor) < 0
            or not 0 <= product.subsidy <= 100
        ):
            raise MisfitError(where, cause("range"))
        if (
            not 0 < product.amount_min <= product.amount_max
            or not 0 < product.months_min <= product.months_max
        ):
            raise MisfitError(where, cause("limits"))
        if product.id in products:
            raise MisfitError("products", cause("twice", name=product.id))
        products[product.id] = product
    return MappingProxyType(products)
