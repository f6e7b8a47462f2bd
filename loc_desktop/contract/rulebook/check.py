"""Whether a document of rules can be computed with: the contract adopts no other.

Each part is built as it is used later, and looked at where building alone would not see a fault. Against the
version that it replaces: every kind of event stays, with its rule and the fields that it must have; a value
keeps the sort that it has (a number stays a number). So by induction what the contract's code relies on is
there in every version.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from loc_desktop.contract import flows
from loc_desktop.contract.classes import CLASSES
from loc_desktop.contract.fields import MAX_FEN, MAX_MONTHS, MAX_RATE, MAX_RULES
from loc_desktop.contract.rulebook.causes import cause
from loc_desktop.contract.state import Json
from loc_desktop.loan import calendar, lending, products
from loc_desktop.loan.lending import PAYMENTS, PROVISION_DAYS, WHOLE, LendingRules
from loc_desktop.loan.misfit import MisfitError
from loc_desktop.loan.retention import LEAST_RETENTION
from loc_desktop.script import canonical
from loc_desktop.script.causes import shown
from loc_desktop.script.items import READING, ROLES
from loc_desktop.script.plain_text import is_plain

PARTS: Final = ("flows", "products", "holidays", "lending")
ADOPT_KIND: Final = "rules.adopt"

_MAX_OFF: Final = 60
"""Days off of a year at most: with all weekends, most days of a year stay business days."""

_MAX_NUMBER: Final = MAX_FEN

_SPANS: Final = {"months": MAX_MONTHS, "days": 36_500}
"""What a number at most is whose name has the word."""

_MAX_ANSWER_DAYS: Final = 250
_TWO_PERSONS: Final = frozenset(
    {("loan.apply", "B"), ("loan.apply", "CAD"), ("loan.apply", "FD"), ("loan.writeoff", "B")}
)
"""What two persons of a role may be asked for."""
"""A year of working days."""
_MAX_PENDING_DAYS: Final = 3_650
_MAX_RETENTION: Final = 50
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


def check(document: Json, rule_names: Collection[str], before: Json = None) -> None:
    """Raises MisfitError unless ``document`` can follow the version ``before`` (None: it is the first)."""
    if type(document) is not dict or set(document) != {"type", "version", *PARTS}:
        raise MisfitError("rules", cause("members", names=", ".join(("type", "version", *PARTS))))
    if document["type"] != "rules" or document["version"] != 1:
        raise MisfitError("rules", cause("version"))
    try:
        size = len(canonical.encode(document))
    except canonical.CanonicalError as error:
        raise MisfitError(": ".join(part for part in ("rules", error.where) if part), error.why) from None
    if size > MAX_RULES:
        raise MisfitError("rules", cause("size", most=MAX_RULES))
    _check_flows(document["flows"], rule_names)
    _check_products(document["products"])
    _check_holidays(document["holidays"])
    if before is not None:
        _same_sort("lending", document["lending"], before["lending"])
    _check_lending(document["lending"])
    if before is not None:
        _check_flows_follow(document["flows"], before["flows"])
        since, was = (
            min(row["from"] for row in rules["lending"]["rates"]["lpr"]) for rules in (document, before)
        )
        if since > was:
            raise MisfitError("lending: rates", cause("rates_stay", day=was))


def _built(where: str, build: Any, table: Json) -> Any:
    if type(table) is not dict:
        raise MisfitError(where, cause("object"))
    try:
        return build(table)
    except MisfitError:
        raise
    except KeyError as error:
        raise MisfitError(where, cause("lacks", name=shown(str(error.args[0])))) from None
    except (ValueError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise MisfitError(where, cause("form")) from error


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
            if name not in _SORT_OF:
                raise MisfitError(where, cause("foreign", name=shown(name)))
            raise MisfitError(where, cause("sort", name=name, sort=_SORTS[_SORT_OF[name]]))
    fields = {name.rstrip("?"): sort for name, sort in row["body"].items()}
    for name, sort in row["body"].items():
        role = sort.partition(":")[2]
        if role and role not in ROLES and fields.get(role.removeprefix("body.")) != "role":
            raise MisfitError(where, cause("key_of_no_role", name=shown(name)))
    for name in row.get("one_of", ()):
        if type(name) is not str or f"{name}?" not in row["body"]:
            raise MisfitError(where, cause("one_of", name=shown(str(name))))
    for party in (*row["signers"], *row["grantors"]):
        role = party["role"].removeprefix("body.")
        if role != party["role"] and fields[role] != "role":
            raise MisfitError(where, cause("no_role", role=shown(role)))
        if type(party.get("optional", False)) is not bool:
            raise MisfitError(where, cause("true_or_false", name="optional"))


def _check_flows(table: Json, rule_names: Collection[str]) -> None:
    built = _built("flows", flows.of_json, table)
    for row in table["flows"]:
        _check_row(row)
    for name, flow in built.items():
        where = f"flows: {name}"
        if type(name) is not str or not name or len(name) > 40 or not name.isascii():
            raise MisfitError(where, cause("short_kind"))
        if flow.rule not in rule_names:
            raise MisfitError(where, cause("no_rule", rule=shown(str(flow.rule))))
        if not flow.signers:
            raise MisfitError(where, cause("no_signer"))
        fields = {field.name: field for field in flow.fields}
        if not flow.state and any(template.op not in READING for template in flow.operations):
            raise MisfitError(where, cause("only_reads"))
        for template in flow.operations:
            args = dict(template.args)
            groups = _ARGS.get(template.op, ((),))
            if not any(set(group) <= set(args) for group in groups):
                names = " / ".join(map(", ".join, groups))
                raise MisfitError(where, cause("operation_needs", op=template.op, names=names))
            for arg in _KEYS:
                if arg in args and not fields[args[arg]].role:
                    raise MisfitError(where, cause("key_with_role", name=args[arg]))
        for party in (*flow.signers, *flow.grantors):
            if party.key and fields[party.key].type != "key":
                raise MisfitError(where, cause("no_key", name=party.key))
    row = _rows(table).get(ADOPT_KIND)
    if row is None or row["rule"] != ADOPT_KIND or not row["grantors"]:
        raise MisfitError(f"flows: {ADOPT_KIND}", cause("no_adoption"))


def _rows(table: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["kind"]: row for row in table["flows"]}


def _check_flows_follow(table: Json, before: Json) -> None:
    """What the code of a rule relies on is still there."""
    rows, earlier = _rows(table), _rows(before)
    for kind, was in earlier.items():
        where = f"flows: {kind}"
        row = rows.get(kind)
        if row is None:
            raise MisfitError(where, cause("kind_stays"))
        for part in ("rule", "state"):
            if row.get(part) != was.get(part):
                raise MisfitError(where, cause("part_stays", part=part))
        for name, sort in was["body"].items():
            if not name.endswith("?") and row["body"].get(name) != sort:
                raise MisfitError(where, cause("field_stays", name=name, sort=sort))
            if name.endswith("?") and row["body"].get(name, row["body"].get(name[:-1], sort)) != sort:
                raise MisfitError(where, cause("field_sort_stays", name=name, sort=sort))
        if row["operations"] != was["operations"]:
            raise MisfitError(where, cause("operations_stay"))
        # Who signs first is whose event it is: the rules look at that.
        if row["signers"][: len(was["signers"])] != was["signers"]:
            raise MisfitError(where, cause("part_stays", part="signers"))
        _check_parties(where, row, _parties(was))
        if kind == ADOPT_KIND and row != was:
            raise MisfitError(where, cause("adoption_stays"))
    for kind in sorted(rows.keys() - earlier.keys()):
        _check_new(f"flows: {kind}", rows[kind], list(earlier.values()))


def _check_new(where: str, row: Mapping[str, Any], earlier: list[dict[str, Any]]) -> None:
    """A new kind does what one of the kinds of its rule does, with the same fields and parties: it may ask
    for more of them.
    """
    rule = row.get("rule", "")
    alike = [other for other in earlier if other.get("rule", "") == rule]
    if not alike:
        raise MisfitError(where, cause("new_kind"))
    model = next((other for other in alike if _does_the_same(row, other)), None)
    if model is None:
        raise MisfitError(where, cause("rule_operations", rule=rule or "-"))
    for name, sort in model["body"].items():
        if row["body"].get(name, row["body"].get(name[:-1]) if name.endswith("?") else None) != sort:
            raise MisfitError(where, cause("rule_field", rule=rule or "-", name=name, sort=sort))
    _check_parties(where, row, _parties(model))


def _does_the_same(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """The same operations on the same fields, signed by the same party first."""
    return all(row[part] == other[part] for part in ("operations", "state")) and (
        row["signers"][0] == other["signers"][0]
    )


def _parties(row: Mapping[str, Any]) -> set[tuple[str, str]]:
    """(role, field of the key) of whom an event of this row cannot do without."""
    named = [*row["signers"], *row["grantors"]]
    return {(party["role"], party.get("key", "")) for party in named if not party.get("optional")}


def _check_parties(where: str, row: Mapping[str, Any], needed: Collection[tuple[str, str]]) -> None:
    """Others may be asked besides; but nobody's money is moved, and no office is passed over, without its
    word because others adopted rules.
    """
    for role, key in sorted(set(needed) - _parties(row)):
        raise MisfitError(where, cause("party_of", role=role, name=key) if key else cause("party", role=role))


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
        raise MisfitError("products", cause("one_at_least"))
    for name, product in built.items():
        where = f"products: {name}"
        if type(name) is not str or not _PRODUCT.match(name):
            raise MisfitError(where, cause("product_id"))
        for field, (low, high) in _NUMBERS.items():
            value = getattr(product, field)
            if type(value) is not int or not low <= value <= high:
                raise MisfitError(where, cause("whole", name=field, low=low, high=high))
        if product.rate > product.rate_max:
            raise MisfitError(where, cause("rate_max"))
        day = product.payment_day
        if day != "payout" and not (type(day) is int and 1 <= day <= 31):
            raise MisfitError(where, cause("payment_day"))
        if product.holidays not in ("next", "previous", "none"):
            raise MisfitError(where, cause("holidays"))
        if product.prepayment not in ("reduce_months", "reduce_instalment", "forbidden"):
            raise MisfitError(where, cause("prepayment"))
        for field in ("collateral", "programme", "compound"):
            if type(getattr(product, field)) is not bool:
                raise MisfitError(where, cause("true_or_false", name=field))
        if not {"zh", "en"} <= set(product.name) or not all(_is_name(text) for text in product.name.values()):
            raise MisfitError(where, cause("names"))


def _is_name(text: Json) -> bool:
    return type(text) is str and 0 < len(text.strip()) <= 100 and is_plain(text)


# --- holidays -----------------------------------------------------------------------------------------------


def _check_holidays(table: Json) -> None:
    holidays = _built("holidays", calendar.of_json, table)
    if table.get("version") != 1:
        raise MisfitError("holidays", cause("version"))
    if type(table["fixed"]) is not list or len(holidays.fixed) > _MAX_OFF:
        raise MisfitError("holidays: fixed", cause("days", part="fixed", most=_MAX_OFF))
    for text in table["fixed"]:
        if type(text) is not str or not calendar.is_day(f"2028-{text}"):
            raise MisfitError("holidays: fixed", cause("day", text=shown(str(text))))
    for year in holidays.years:
        where = f"holidays: {year}"
        if type(year) is not str or not _YEAR.match(year):
            raise MisfitError(where, cause("year"))
        for part in ("off", "work"):
            days = table["years"][year][part]
            if type(days) is not list or len(days) > _MAX_OFF:
                raise MisfitError(where, cause("days", part=part, most=_MAX_OFF))
            for text in days:
                if type(text) is not str or not text.startswith(year) or not calendar.is_day(text):
                    example = f"{year}-10-01"
                    raise MisfitError(where, cause("day_of_year", text=shown(str(text)), example=example))
        off, work = holidays.years[year]
        if off & work:
            raise MisfitError(where, cause("off_and_worked", day=min(off & work)))


# --- lending rules ------------------------------------------------------------------------------------------


def _check_lending(table: Json) -> None:
    rules = _built("lending", lending.of_json, table)
    _numbers("lending", table)
    _sorts("lending", rules)
    if not rules.lpr:
        raise MisfitError("lending: rates", cause("one_rate"))
    if not rules.subsidy.shares:
        raise MisfitError("lending: subsidy", cause("one_share"))
    if max(rules.answer_working_days, rules.freeze_working_days) > _MAX_ANSWER_DAYS:
        raise MisfitError("lending: challenge", cause("answer_days", most=_MAX_ANSWER_DAYS))
    limits = rules.limits
    if not all(
        (limits.pending_days, limits.answer_working_days, limits.pending_events, limits.attempts,
         limits.substitute_days)
    ):  # fmt: skip
        raise MisfitError("lending: limits", cause("limits"))
    for name, days in (
        ("answer_working_days", limits.answer_working_days),
        ("substitute_days", limits.substitute_days),
    ):
        if days > _MAX_ANSWER_DAYS:
            raise MisfitError("lending: limits", cause("few_days", name=name, most=_MAX_ANSWER_DAYS))
    places = [(row.kind, row.role) for row in rules.two_persons]
    if not set(places) <= _TWO_PERSONS or len(set(places)) != len(places):
        names = ", ".join(f"{kind} {role}" for kind, role in sorted(_TWO_PERSONS))
        raise MisfitError("lending: two_persons", cause("two_persons", names=names))
    if limits.pending_days > _MAX_PENDING_DAYS:
        raise MisfitError("lending: limits", cause("pending_days", most=_MAX_PENDING_DAYS))
    _check_arrears(rules)
    years = rules.retention_years
    if type(years) is not int or not LEAST_RETENTION <= years <= _MAX_RETENTION:
        why = cause("retention", least=LEAST_RETENTION, most=_MAX_RETENTION)
        raise MisfitError("lending: retention_years", why)
    for tier in (rules.classification.at_least, *rules.writeoff.classes):
        if tier not in CLASSES:
            why = cause("tier", name=shown(str(tier)), names=", ".join(CLASSES))
            raise MisfitError("lending: classification", why)
    months, day = rules.subsidy.settlement_months, rules.subsidy.settlement_day
    if not months or not set(months) <= set(range(1, 13)) or not 1 <= day <= 31:
        raise MisfitError("lending: subsidy", cause("settlement"))


def _check_arrears(rules: LendingRules) -> None:
    """Non-accrual and provisions: no class has a smaller share than a better one."""
    if rules.non_accrual.payments not in PAYMENTS or rules.non_accrual.days > _MAX_PENDING_DAYS:
        raise MisfitError("lending: non_accrual", cause("payments", names=", ".join(PAYMENTS)))
    if rules.provisions.at not in PROVISION_DAYS:
        raise MisfitError("lending: provisions", cause("provision_day", names=", ".join(PROVISION_DAYS)))
    shares = [rules.provisions.percent(tier) for tier in CLASSES]
    if shares != sorted(shares) or shares[-1] > WHOLE:
        raise MisfitError("lending: provisions", cause("provisions"))


def _sorts(where: str, value: Any) -> None:
    """The values of a dataclass, and of those in it, are of the sorts that it says."""
    if is_dataclass(value):
        for part in fields(value):
            found = getattr(value, part.name)
            sort = _NAMED_SORTS.get(str(part.type))
            if sort is not None and type(found) is not sort:
                raise MisfitError(f"{where}: {part.name}", cause("sort", name=part.name, sort=_SORTS[sort]))
            _sorts(f"{where}: {part.name}", found)
    elif type(value) is tuple:
        for element in value:
            _sorts(where, element)


def _numbers(where: str, value: Json, most: int = _MAX_NUMBER) -> None:
    """Numbers are not negative and not beyond what the contract computes with; days and months are counted
    from dates, which end with the year 9999.
    """
    if type(value) is dict:
        for name, part in value.items():
            span = next((span for word, span in _SPANS.items() if word in name), most)
            _numbers(f"{where}: {name}", part, span)
    elif type(value) is list:
        for part in value:
            _numbers(where, part, most)
    elif type(value) is int and not 0 <= value <= most:
        raise MisfitError(where, cause("negative", most=most))


def _same_sort(where: str, value: Json, before: Json) -> None:
    """A number stays a number, a text a text, a list a list of what it lists, an object has what it had."""
    if type(value) is not type(before):
        raise MisfitError(where, cause("stay_sort", sort=_SORTS[type(before)]))
    if type(before) is dict:
        for name, part in before.items():
            if name not in value:
                raise MisfitError(where, cause("lacks", name=name))
            _same_sort(f"{where}: {name}", value[name], part)
    elif type(before) is list and before:
        for part in value:
            _same_sort(where, part, before[0])


_NAMED_SORTS: Final[Mapping[str, type]] = {"int": int, "str": str, "bool": bool}
_SORTS: Final[Mapping[type, str]] = {
    int: "number",
    str: "text",
    bool: "boolean",
    list: "list",
    dict: "object",
}
