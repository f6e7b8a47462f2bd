"""What a loan of some terms costs: its rate and the highest that the rules allow, its interest if it is paid
as scheduled, and what of it the subsidy may bear. Rates in hundredths of a percent a year, amounts in fen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from loc_desktop.contract.rulebook.document import Rulebook
from loc_desktop.loan import servicing
from loc_desktop.loan.schedule import PlanError
from loc_desktop.loan.servicing import Terms


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a payout on the day that was asked about: ``interest`` and ``subsidy`` in all, how many
    ``payments``, the ``first`` and the ``last`` of them."""

    rate: int = 0
    cap: int = 0
    interest: int = 0
    subsidy: int = 0
    payments: int = 0
    first: int = 0
    last: int = 0

    def params(self) -> dict[str, int]:
        """As a sentence shows it."""
        return {"rate": self.rate, "interest": self.interest, "subsidy": self.subsidy}

    def payments_params(self) -> dict[str, int]:
        """How it is paid back, as a sentence shows it."""
        return {"payments": self.payments, "first": self.first, "last": self.last}


def cost_of(body: Mapping[str, Any], rules: Rulebook, on: date) -> Cost:
    """The cost of what an application's body asks for, if it is paid out on a day."""
    product = rules.products.get(str(body.get("product", "")))
    if product is None:
        return Cost()
    rate, months = int(body.get("rate", product.rate)), int(body["months"])
    cap = min(product.rate_max, rules.lending.rate_cap(months, on))
    try:
        loan = servicing.new_loan(body["amount"], months, Terms.of(product, rate), on, rules.holidays)
    except PlanError:
        return Cost(rate, cap)
    interest = sum(period.interest for period in loan.periods)
    paid = [period.principal + period.interest for period in loan.periods]
    subsidy = servicing.subsidy_at_most(loan, rules.lending)
    return Cost(rate, cap, interest, subsidy, len(paid), paid[0], paid[-1])
