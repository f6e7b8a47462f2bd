"""Whether a document of rules can be computed with: the contract adopts no other.

Each part is built as it is used later, and looked at where building alone would not see a fault. Against the
version that it replaces: every kind of event stays, with its rule and the fields that it must have; a value
keeps the sort that it has (a number stays a number). So by induction what the contract's code relies on is
there in every version.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from loc_desktop.contract import flows
from loc_desktop.contract.classes import CLASSES
from loc_desktop.contract.fields import MAX_FEN, MAX_MONTHS, MAX_RATE, MAX_RULES
from loc_desktop.contract.state import Json
from loc_desktop.loan import calendar, lending, products
from loc_desktop.script import canonical
from loc_desktop.script.items import ROLES

PARTS: Final = ("flows", "products", "holidays", "lending")
ADOPT_KIND: Final = "rules.adopt"

_MAX_OFF: Final = 60
"""Days off of a year at most: with all weekends, most days of a year stay business days."""

_MAX_NUMBER: Final = MAX_FEN

_MAX_ANSWER_DAYS: Final = 250
"""A year of working days."""
_YEAR: Final = re.compile(r"[2-9][0-9]{3}\Z")
_PRODUCT: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")

_ARGS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "transfer": (("amount", "from", "to"),),
    "repay": (("amount", "from", "to"),),
    "issue": (("amount", "issuer", "to"),),
    "redeem": (("amount", "issuer", "from"),),
    "query": (("loan",), ("account",), ("customer",)),
    "inspect": (("transaction",), ("account",), ("party",)),
}
"""What each operation is given: one of these groups at least."""

_KEYS: Final = ("from", "to", "issuer")
"""Arguments whose field has to name a key with its role, because an account belongs to a role."""


class MisfitError(Exception):
    """A document that cannot be adopted: ``where`` in it, ``why``."""

    def __init__(self, where: str, why: str) -> None:
        self.where = where
        self.why = why
        super().__init__(f"{where}: {why}")


def check(document: Json, rule_names: Collection[str], before: Json = None) -> None:
    """Raises MisfitError unless ``document`` can follow the version ``before`` (None: it is the first)."""
    if type(document) is not dict or set(document) != {"type", "version", *PARTS}:
        raise MisfitError("rules", f"its members are type, version, {', '.join(PARTS)}")
    if document["type"] != "rules" or document["version"] != 1:
        raise MisfitError("rules", "only rules of version 1 are known")
    try:
        size = len(canonical.encode(document))
    except canonical.CanonicalError as error:
        raise MisfitError("rules", error.what) from None
    if size > MAX_RULES:
        raise MisfitError("rules", f"they have at most {MAX_RULES} bytes")
    _check_flows(document["flows"], rule_names)
    _check_products(document["products"])
    _check_holidays(document["holidays"])
    _check_lending(document["lending"])
    if before is not None:
        _check_flows_follow(document["flows"], before["flows"])
        _same_sort("lending", document["lending"], before["lending"])
        since, was = (
            min(row["from"] for row in rules["lending"]["rates"]["lpr"]) for rules in (document, before)
        )
        if since > was:
            raise MisfitError("lending: rates", f"the rates since {was} stay: loans are extended by them")


def _built(where: str, build: Any, table: Json) -> Any:
    if type(table) is not dict:
        raise MisfitError(where, "an object is needed")
    try:
        return build(table)
    except ValueError as error:
        # "products: poverty-micro: why": the builders say themselves where.
        place, _, why = str(error).rpartition(": ")
        raise MisfitError(place if place.startswith(where) else where, why or str(error)) from None
    except KeyError as error:
        raise MisfitError(where, f"{error} is missing") from None
    except (TypeError, AttributeError, IndexError, OverflowError) as error:
        raise MisfitError(where, str(error)) from None


# --- flows --------------------------------------------------------------------------------------------------


_SORT_OF: Final[Mapping[str, type]] = {
    "kind": str, "rule": str, "source": str, "state": bool, "signers": list, "grantors": list, "body": dict,
    "operations": list, "one_of": list, "while_frozen": list, "while_revoked": list,
}  # fmt: skip
"""The members of a row."""


def _check_row(row: Mapping[str, Any]) -> None:
    where = f"flows: {row['kind']}"
    for name, value in row.items():
        if type(value) is not _SORT_OF.get(name):
            raise MisfitError(where, f"{name!s:.40} is {_SORTS.get(_SORT_OF.get(name, type), 'unknown')}")
    fields = {name.rstrip("?"): sort for name, sort in row["body"].items()}
    for name, sort in row["body"].items():
        role = sort.partition(":")[2]
        if role and role not in ROLES and fields.get(role.removeprefix("body.")) != "role":
            raise MisfitError(where, f"{name!s:.40} names a key of no role")
    for name in row.get("one_of", ()):
        if type(name) is not str or f"{name}?" not in row["body"]:
            raise MisfitError(where, f"one_of: {name!s:.40} is no field that may be left out")
    for party in (*row["signers"], *row["grantors"]):
        role = party["role"].removeprefix("body.")
        if role != party["role"] and fields[role] != "role":
            raise MisfitError(where, f"{role} names no role")
        if type(party.get("optional", False)) is not bool:
            raise MisfitError(where, "optional is true or false")


def _check_flows(table: Json, rule_names: Collection[str]) -> None:
    built = _built("flows", flows.of_json, table)
    for row in table["flows"]:
        _check_row(row)
    for name, flow in built.items():
        where = f"flows: {name}"
        if type(name) is not str or not name or len(name) > 40 or not name.isascii():
            raise MisfitError(where, "a kind is a short name")
        if flow.rule not in rule_names:
            raise MisfitError(where, f"this contract has no rule {flow.rule}")
        if not flow.signers:
            raise MisfitError(where, "somebody has to sign")
        fields = {field.name: field for field in flow.fields}
        for template in flow.operations:
            args = dict(template.args)
            groups = _ARGS.get(template.op, ((),))
            if not any(set(group) <= set(args) for group in groups):
                raise MisfitError(
                    where, f"the operation {template.op} needs {' or '.join(map(', '.join, groups))}"
                )
            for arg in _KEYS:
                if arg in args and not fields[args[arg]].role:
                    raise MisfitError(where, f"{args[arg]} has to name a key with its role")
        for party in (*flow.signers, *flow.grantors):
            if party.key and fields[party.key].type != "key":
                raise MisfitError(where, f"{party.key} is no key")
    row = _rows(table).get(ADOPT_KIND)
    if row is None or row["rule"] != ADOPT_KIND or not row["grantors"]:
        raise MisfitError(f"flows: {ADOPT_KIND}", "without it the rules could never change again")


def _rows(table: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["kind"]: row for row in table["flows"]}


def _check_flows_follow(table: Json, before: Json) -> None:
    """What the code of a rule relies on is still there."""
    rows, earlier = _rows(table), _rows(before)
    for kind, was in earlier.items():
        where = f"flows: {kind}"
        row = rows.get(kind)
        if row is None:
            raise MisfitError(where, "a kind of event cannot be taken away")
        for part in ("rule", "state"):
            if row.get(part) != was.get(part):
                raise MisfitError(where, f"its {part} cannot change")
        for name, sort in was["body"].items():
            if not name.endswith("?") and row["body"].get(name) != sort:
                raise MisfitError(where, f"the field {name} has to stay, as {sort}")
            if name.endswith("?") and row["body"].get(name, row["body"].get(name[:-1], sort)) != sort:
                raise MisfitError(where, f"the field {name} has to stay {sort}")
        if row["operations"] != was["operations"]:
            raise MisfitError(where, "its operations cannot change")
        _check_parties(where, row, _parties(was))
        if kind == ADOPT_KIND and row != was:
            raise MisfitError(where, "how rules are adopted cannot change by adopting rules")
    for kind in rows.keys() - earlier.keys():
        _check_new(f"flows: {kind}", rows[kind], [row for row in earlier.values() if row.get("rule")])


def _check_new(where: str, row: Mapping[str, Any], known: list[dict[str, Any]]) -> None:
    """A new kind that names a rule has what all kinds of that rule have, and their operations."""
    alike = [other for other in known if other["rule"] == row.get("rule")]
    if not alike:
        if row.get("rule") or row["state"]:
            raise MisfitError(where, "a new kind has the rule of a kind that there is")
        return
    for name, sort in alike[0]["body"].items():
        needed = not name.endswith("?") and all(other["body"].get(name) == sort for other in alike)
        if needed and row["body"].get(name) != sort:
            raise MisfitError(where, f"the rule {row['rule']} needs the field {name}, as {sort}")
    operations = [[operation["op"] for operation in other["operations"]] for other in alike]
    if [operation["op"] for operation in row["operations"]] not in operations:
        raise MisfitError(where, f"the rule {row['rule']} goes with other operations")
    _check_parties(where, row, set.intersection(*map(_parties, alike)))


def _parties(row: Mapping[str, Any]) -> set[tuple[str, str]]:
    """(role, field of the key) of whom an event of this row cannot do without."""
    named = [*row["signers"], *row["grantors"]]
    return {(party["role"], party.get("key", "")) for party in named if not party.get("optional")}


def _check_parties(where: str, row: Mapping[str, Any], needed: Collection[tuple[str, str]]) -> None:
    """Others may be asked besides; but nobody's money is moved, and no office is passed over, without its
    word because others adopted rules.
    """
    for role, key in sorted(set(needed) - _parties(row)):
        raise MisfitError(where, f"{' '.join((role, key)).strip()} has to sign or grant it")


# --- products -----------------------------------------------------------------------------------------------

_NUMBERS: Final = {
    "rate": (0, MAX_RATE),
    "rate_max": (0, MAX_RATE),
    "amount_min": (1, MAX_FEN),
    "amount_max": (1, MAX_FEN),
    "months_min": (1, MAX_MONTHS),
    "months_max": (1, MAX_MONTHS),
    "grace_days": (0, 365),
    "penalty_factor": (0, 1000),
    "subsidy": (0, 100),
}


def _check_products(table: Json) -> None:
    built = _built("products", products.of_json, table)
    if not built:
        raise MisfitError("products", "one at least is needed")
    for name, product in built.items():
        where = f"products: {name}"
        if type(name) is not str or not _PRODUCT.match(name):
            raise MisfitError(where, "an id has small letters, digits and hyphens")
        for field, (low, high) in _NUMBERS.items():
            value = getattr(product, field)
            if type(value) is not int or not low <= value <= high:
                raise MisfitError(where, f"{field} is a whole number from {low} to {high}")
        if product.rate > product.rate_max:
            raise MisfitError(where, "its rate is above its rate_max")
        day = product.payment_day
        if day != "payout" and not (type(day) is int and 1 <= day <= 31):
            raise MisfitError(where, "payment_day is payout or a day from 1 to 31")
        if product.holidays not in ("next", "previous", "none"):
            raise MisfitError(where, "holidays is next, previous or none")
        if product.prepayment not in ("reduce_months", "reduce_instalment", "forbidden"):
            raise MisfitError(where, "prepayment is reduce_months, reduce_instalment or forbidden")
        for field in ("collateral", "programme", "compound"):
            if type(getattr(product, field)) is not bool:
                raise MisfitError(where, f"{field} is true or false")
        if not {"zh", "en"} <= set(product.name) or not all(_is_name(text) for text in product.name.values()):
            raise MisfitError(where, "its name stands there in zh and en")


def _is_name(text: Json) -> bool:
    return type(text) is str and 0 < len(text.strip()) <= 100


# --- holidays -----------------------------------------------------------------------------------------------


def _check_holidays(table: Json) -> None:
    holidays = _built("holidays", calendar.of_json, table)
    if table.get("version") != 1:
        raise MisfitError("holidays", "only version 1 is known")
    if type(table["fixed"]) is not list or len(holidays.fixed) > _MAX_OFF:
        raise MisfitError("holidays: fixed", f"a list of at most {_MAX_OFF} days is needed")
    for text in table["fixed"]:
        if type(text) is not str or not _is_day(f"2028-{text}"):
            raise MisfitError("holidays: fixed", f"{text!s} is no day such as 10-01")
    for year in holidays.years:
        where = f"holidays: {year}"
        if type(year) is not str or not _YEAR.match(year):
            raise MisfitError(where, "a year has four digits")
        for part in ("off", "work"):
            days = table["years"][year][part]
            if type(days) is not list or len(days) > _MAX_OFF:
                raise MisfitError(where, f"{part} is a list of at most {_MAX_OFF} days")
            for text in days:
                if type(text) is not str or not text.startswith(year) or not _is_day(text):
                    raise MisfitError(where, f"{text!s} is no day of that year such as {year}-10-01")
        off, work = holidays.years[year]
        if off & work:
            raise MisfitError(where, f"{min(off & work)} is off and worked at once")


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# --- lending rules ------------------------------------------------------------------------------------------


def _check_lending(table: Json) -> None:
    rules = _built("lending", lending.of_json, table)
    _numbers("lending", table)
    if not rules.lpr:
        raise MisfitError("lending: rates", "one rate at least is needed")
    if not rules.subsidy.shares:
        raise MisfitError("lending: subsidy", "one share at least is needed")
    if rules.answer_working_days > _MAX_ANSWER_DAYS:
        raise MisfitError("lending: challenge", f"at most {_MAX_ANSWER_DAYS} working days are left to answer")
    for tier in (rules.classification.at_least, *rules.writeoff.classes):
        if tier not in CLASSES:
            raise MisfitError("lending: classification", f"{tier!s:.40} is none of {', '.join(CLASSES)}")
    months, day = rules.subsidy.settlement_months, rules.subsidy.settlement_day
    if not months or not set(months) <= set(range(1, 13)) or not 1 <= day <= 31:
        raise MisfitError("lending: subsidy", "it is settled on a day from 1 to 31, in months from 1 to 12")


def _numbers(where: str, value: Json) -> None:
    """Numbers are not negative and not beyond what the contract computes with."""
    if type(value) is dict:
        for name, part in value.items():
            _numbers(f"{where}: {name}", part)
    elif type(value) is list:
        for part in value:
            _numbers(where, part)
    elif type(value) is int and not 0 <= value <= _MAX_NUMBER:
        raise MisfitError(where, f"a number from 0 to {_MAX_NUMBER} is needed")


def _same_sort(where: str, value: Json, before: Json) -> None:
    """A number stays a number, a text a text, a list a list of what it lists, an object has what it had."""
    if type(value) is not type(before):
        raise MisfitError(where, f"it has to stay {_SORTS.get(type(before), 'what it is')}")
    if type(before) is dict:
        for name, part in before.items():
            if name not in value:
                raise MisfitError(where, f"{name} is missing")
            _same_sort(f"{where}: {name}", value[name], part)
    elif type(before) is list and before:
        for part in value:
            _same_sort(where, part, before[0])


_SORTS: Final[Mapping[type, str]] = {
    int: "a number",
    str: "a text",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}
