"""The rules that a ledger computes with, as one value: flows, products, holidays, lending rules.

A document is ``{"type": "rules", "version": 1, "flows", "products", "holidays", "lending"}``, each part a
table of the form of its file in ``resources/``; its digest names it. The shipped document is what a ledger
begins with; from then on the ledger's own counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from loc_desktop.contract import flows
from loc_desktop.contract.flows import Flow
from loc_desktop.contract.state import Json
from loc_desktop.loan import calendar, lending, products
from loc_desktop.loan.calendar import Holidays
from loc_desktop.loan.lending import LendingRules
from loc_desktop.loan.products import Product
from loc_desktop.script import canonical


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One version of the rules. ``digest`` is that of its document (SHA-256 of the canonical bytes)."""

    digest: str
    flows: Mapping[str, Flow]
    products: Mapping[str, Product]
    holidays: Holidays
    lending: LendingRules


def shipped_document() -> Json:
    """The document that the program ships: what a new ledger begins with."""
    return {
        "type": "rules",
        "version": 1,
        "flows": flows.shipped_table(),
        "products": products.shipped_table(),
        "holidays": calendar.shipped_table(),
        "lending": lending.shipped_table(),
    }


def of_document(document: Json, digest: str = "") -> Rulebook:
    """The rules of a document, whose digest may be known. Raises ValueError, KeyError or TypeError if it is
    not well-formed.
    """
    return Rulebook(
        digest or canonical.digest(document),
        flows.of_json(document["flows"]),
        products.of_json(document["products"]),
        calendar.of_json(document["holidays"]),
        lending.of_json(document["lending"]),
    )


_MOST_PARSED: Final = 16
_parsed: dict[str, Rulebook] = {}


def known(digest: str) -> Rulebook | None:
    """The rules of a digest where this process has parsed them. For clients only: what a transaction reads
    must not depend on it.
    """
    return _parsed.get(digest)


def parsed(digest: str, document: Json) -> Rulebook:
    """The rules of an adopted document whose digest is known; each version is parsed once in a process."""
    rulebook = _parsed.get(digest)
    if rulebook is None:
        rulebook = of_document(document, digest)
        if len(_parsed) >= _MOST_PARSED:
            _parsed.clear()
        _parsed[digest] = rulebook
    return rulebook


@lru_cache(maxsize=1)
def shipped() -> Rulebook:
    """The shipped rules, read once; immutable."""
    return of_document(shipped_document())
