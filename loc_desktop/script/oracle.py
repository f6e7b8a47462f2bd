"""The oracle function f(e) with the terms of Table 3 (paper, equations 3-5; spec section 4).

f(e) = Pass iff (product of t(i) mod 2) x ex = 1. A pure function of the event's declared items, the role's
register and its limits: the same input always gives the same verdict. Amounts are integer fen, terms months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from loc_desktop.script.canonical import ScriptError
from loc_desktop.script.items import Verdict

Relation = Literal["==", "<=", ">="]


@dataclass(frozen=True, slots=True)
class Term:
    """One row of Table 3: the declared ``item`` stands in ``relation`` to the limit of that name.

    The limit of ``id_c`` is the register's ``identity``; that of ``issue`` is 1, for "not issued before".
    """

    item: str
    relation: Relation
    limit: str


IDENTITY: Final = Term("id_c", "==", "identity")
NOT_ISSUED: Final = Term("issue", "==", "not_issued")

TERMS: Final[Mapping[str, tuple[Term, ...]]] = MappingProxyType(
    {
        "B": (
            IDENTITY,
            Term("amount", "<=", "loan_limit"),
            Term("months", "<=", "month_max"),
            Term("income", ">=", "income_min"),
            Term("asset", ">=", "asset_min"),
            Term("debt", "<=", "debt_max"),
            NOT_ISSUED,
        ),
        "CAD": (IDENTITY, Term("income", "<=", "income_max"), Term("asset", "<=", "asset_max"), NOT_ISSUED),
        "FD": (IDENTITY, NOT_ISSUED),
    }
)
"""Table 3, a role's terms in the order in which a person reads them."""


def limit_names(role: str) -> tuple[str, ...]:
    """The limits that ``role`` sets itself, in the order of its terms."""
    own = (IDENTITY, NOT_ISSUED)
    return tuple(term.limit for term in TERMS.get(role, ()) if term not in own)


@dataclass(frozen=True, slots=True)
class TermOutcome:
    """One term applied: ``met`` is t(i) = 1; ``off_by`` how far a number misses its limit, in its own unit.

    ``declared`` and ``limit`` are None where there is nothing: not declared, or not in the register.
    """

    item: str
    declared: int | str | None
    relation: Relation
    limit: int | str | None
    met: bool
    off_by: int = 0


@dataclass(frozen=True, slots=True)
class Audit:
    """f(e) with everything that led to it. ``exception`` is ex, ``product`` the product of the t(i) mod 2."""

    role: str
    verdict: Verdict
    outcomes: tuple[TermOutcome, ...]
    product: int
    exception: int
    evidence: tuple[str, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """The items that are not met."""
        return tuple(outcome.item for outcome in self.outcomes if not outcome.met)

    def signed_terms(self) -> dict[str, int]:
        """What goes into the signed result: each item as 1 or 0, nothing of the person."""
        return {outcome.item: int(outcome.met) for outcome in self.outcomes}

    def reason(self) -> str:
        """What goes into the signed result: the items that failed, by name only; empty for a Pass."""
        parts = []
        if self.failed:
            parts.append(f"not met: {', '.join(self.failed)}")
        if not self.exception:
            parts.append("evidence against the loan")
        return "; ".join(parts)


def audit(
    role: str,
    declared: Mapping[str, int | str],
    register: Mapping[str, object],
    limits: Mapping[str, int],
    issued_before: bool,
    evidence: Sequence[str] = (),
) -> Audit:
    """f(e) for ``role``.

    declared: ``id_c`` text, ``amount`` fen, ``months``, ``income``, ``asset``, ``debt`` fen; what is missing
    does not meet its term. register: the role's own record of the person, ``identity`` at least; empty where
    it has none. limits: see :func:`limit_names`. evidence: blacklist entries and the like, in words; any
    makes ex = 0. Raises ScriptError if the role has no terms, a limit is missing or a value has the wrong
    type.
    """
    if role not in TERMS:
        raise ScriptError("role", f"{role!r} has no oracle terms; {', '.join(TERMS)} have")
    outcomes = tuple(_apply(term, declared, register, limits, issued_before) for term in TERMS[role])
    product = 1
    for outcome in outcomes:
        product *= int(outcome.met)
    product %= 2
    exception = 0 if evidence else 1
    verdict: Verdict = "Pass" if product * exception == 1 else "Failed"
    return Audit(role, verdict, outcomes, product, exception, tuple(evidence))


def _apply(
    term: Term,
    declared: Mapping[str, int | str],
    register: Mapping[str, object],
    limits: Mapping[str, int],
    issued_before: bool,
) -> TermOutcome:
    if term is NOT_ISSUED:
        return TermOutcome(term.item, int(not issued_before), term.relation, 1, not issued_before)
    if term is IDENTITY:
        identity = register.get(term.limit)
        known = identity if isinstance(identity, str) and identity else None
        claimed = declared.get(term.item)
        return TermOutcome(term.item, claimed, term.relation, known, known is not None and claimed == known)
    if term.limit not in limits:
        raise ScriptError(f"limits.{term.limit}", "the role has not set this limit")
    limit = _whole(limits[term.limit], f"limits.{term.limit}")
    if term.item not in declared:
        return TermOutcome(term.item, None, term.relation, limit, False)
    value = _whole(declared[term.item], term.item)
    over = value - limit if term.relation == "<=" else limit - value
    return TermOutcome(term.item, value, term.relation, limit, over <= 0, max(over, 0))


def _whole(value: object, where: str) -> int:
    if type(value) is not int:
        raise ScriptError(where, "must be a whole number (money in fen)")
    return value
