"""Rules of their own for test ledgers whose loans bear more than the shipped rules allow."""

from __future__ import annotations

from typing import Any, Final

from loc_desktop.contract.rulebook.document import shipped_document
from loc_desktop.contract.state import Json

RATES: Final = {
    "poverty-micro": (435, 3600),
    "farm-season": (435, 1540),
    "workshop": (475, 1540),
    "household-monthly": (475, 1540),
}
"""A product's rate and the highest that can be agreed, hundredths of a percent."""


def dear_document() -> Json:
    """The shipped rules, but for rates: products as in :data:`RATES`, and no cap below 36 %."""
    document: Any = shipped_document()
    products = [
        {**row, "rate": RATES[row["id"]][0], "rate_max": RATES[row["id"]][1]}
        for row in document["products"]["products"]
    ]
    lending = {**document["lending"], "rates": {**document["lending"]["rates"], "above_lpr": 3300}}
    return {**document, "products": {**document["products"], "products": products}, "lending": lending}
