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
from loc_desktop.script.causes import cause, shown
from loc_desktop.script.items import Verdict

Relation = Literal["==", "<=", ">=", "in"]
Source = Literal["register", "ledger", "rules", "role"]


@dataclass(frozen=True, slots=True)
class Term:
    """One row of Table 3: the declared ``item`` stands in ``relation`` to the limit of that name.

    ``source`` says where the limit comes from: the role's own limits, the rules on the ledger, the role's
    register (``id_c``: its ``identity`` and ``name``; ``key``: whose key that is), or the ledger itself
    (``issue``: 1, for "nothing issued that is open"). Relation "in" is between ``<limit>_min`` and
    ``<limit>_max``, both included.
    """

    item: str
    relation: Relation
    limit: str
    source: Source = "role"


IDENTITY: Final = Term("id_c", "==", "identity", "register")
KEY: Final = Term("key", "==", "key", "register")
AGE: Final = Term("age", "in", "age", "rules")
RATE: Final = Term("rate", "<=", "rate_cap", "rules")
USE: Final = Term("use", "==", "allowed_use", "rules")
NOT_ISSUED: Final = Term("issue", "==", "not_issued", "ledger")

_WHO: Final = (IDENTITY, KEY, AGE)
_COMPARED: Final = {IDENTITY: (("id_c", "identity"), ("name", "name")), KEY: (("key", "key"),)}
"""What is compared with the register: the members of ``declared`` and of ``register``."""

TERMS: Final[Mapping[str, tuple[Term, ...]]] = MappingProxyType(
    {
        "B": (
            *_WHO,
            Term("amount", "<=", "loan_limit"),
            Term("in_all", "<=", "person_limit", "rules"),
            Term("months", "<=", "month_max"),
            RATE,
            USE,
            Term("income", ">=", "income_min"),
            Term("asset", ">=", "asset_min"),
            Term("debt", "<=", "debt_max"),
            NOT_ISSUED,
        ),
        "CAD": (
            *_WHO,
            USE,
            Term("income", "<=", "income_max"),
            Term("asset", "<=", "asset_max"),
            NOT_ISSUED,
        ),
        "FD": (*_WHO, RATE, NOT_ISSUED),
    }
)
"""Table 3, a role's terms in the order in which a person reads them: who, what, from what, whether again.

Ours are ``key`` and ``age`` (the key that is paid is this person's, and the person may borrow at this age),
``in_all`` (with what the person owes already, within the programme's limit), ``rate`` (within the rules' cap)
and ``use`` (none that the programme refuses).
"""

ATTEST_TERMS: Final = (IDENTITY, KEY)
"""The terms of an event that says no more than whose key it is."""


def limit_names(role: str) -> tuple[str, ...]:
    """The limits that ``role`` sets itself, in the order of its terms."""
    return tuple(term.limit for term in TERMS.get(role, ()) if term.source == "role")


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


def reason_text(failed: Sequence[str], exception: int) -> str:
    """What goes into a signed result: the items that failed, by name only, and if ``exception`` is 0 that
    evidence speaks against the loan; empty for a Pass."""
    parts = []
    if failed:
        parts.append(f"not met: {', '.join(failed)}")
    if not exception:
        parts.append("evidence against the loan")
    return "; ".join(parts)


def audit(
    role: str,
    declared: Mapping[str, int | str],
    register: Mapping[str, object],
    limits: Mapping[str, int],
    issued_before: bool,
    evidence: Sequence[str] = (),
    terms: Sequence[Term] | None = None,
) -> Audit:
    """f(e) for ``role``.

    declared: ``id_c`` and ``name`` (as they are compared) text, ``key`` the payee's, ``age`` years on the
    day, ``amount`` fen, ``in_all`` fen (with what is owed already), ``months``, ``rate`` hundredths of a
    percent, ``use`` the refused use that the purpose names ("" if none), ``income``, ``asset``, ``debt`` fen;
    what is missing does not meet its term. register: the role's own record of the person, ``identity`` and
    ``name``, and ``key``, the key that is found to be this person's; empty where it has none. limits: see
    :func:`limit_names`, and what the rules say: ``age_min``, ``age_max``, ``person_limit``, ``rate_cap``.
    evidence: blacklist entries and the like, in words; any makes ex = 0. terms: those of the role unless
    given. Raises ScriptError if the role has no terms, a limit is missing or a value has the wrong type.
    """
    if role not in TERMS:
        raise ScriptError("role", cause("no_terms", role=shown(role), names=", ".join(TERMS)))
    outcomes = tuple(_apply(term, declared, register, limits, issued_before) for term in terms or TERMS[role])
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
    if term in _COMPARED:
        known, claimed = register.get(term.limit), declared.get(term.item)
        met = all(
            isinstance(declared.get(ours), str) and declared[ours] and declared[ours] == register.get(theirs)
            for ours, theirs in _COMPARED[term]
        )
        return TermOutcome(
            term.item, claimed, term.relation, known if isinstance(known, str) and known else None, met
        )
    if term is USE:
        refused = declared.get(term.item)
        return TermOutcome(term.item, refused, term.relation, None, refused == "")
    if term.relation == "in":
        return _between(term, declared, limits)
    if term.limit not in limits:
        raise ScriptError(f"limits.{term.limit}", cause("no_limit"))
    limit = _whole(limits[term.limit], f"limits.{term.limit}")
    if term.item not in declared:
        return TermOutcome(term.item, None, term.relation, limit, False)
    value = _whole(declared[term.item], term.item)
    over = value - limit if term.relation == "<=" else limit - value
    return TermOutcome(term.item, value, term.relation, limit, over <= 0, max(over, 0))


def _between(term: Term, declared: Mapping[str, int | str], limits: Mapping[str, int]) -> TermOutcome:
    low, high = (limits.get(f"{term.limit}_{end}") for end in ("min", "max"))
    if low is None or high is None:
        raise ScriptError(f"limits.{term.limit}", cause("no_rule"))
    shown = f"{low}–{high}"
    if term.item not in declared:
        return TermOutcome(term.item, None, term.relation, shown, False)
    value = _whole(declared[term.item], term.item)
    off = max(low - value, value - high, 0)
    return TermOutcome(term.item, value, term.relation, shown, not off, off)


def _whole(value: object, where: str) -> int:
    if type(value) is not int:
        raise ScriptError(where, cause("whole"))
    return value
