"""What is different between two versions of the rules, in words: what FD and R read before they grant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from loc_desktop.contract.classes import CLASSES
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.sentences_rules import RULES
from loc_desktop.texts.words import yuan

MOST = 40
"""Changes that one sentence names; the rest are counted, and all are listed where the version is shown."""

_RATES = ("rate", "rate_max", "above_lpr", *CLASSES)
_AMOUNTS = ("amount_min", "amount_max", "household_amount", "household_amount_second")

Value = Sentence | str


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """Every difference between two documents of rules, events first, then products, days off, lending:
    who may move whose money is never among the changes that are only counted."""
    return (
        *_flows(before["flows"]["flows"], after["flows"]["flows"]),
        *_products(before["products"]["products"], after["products"]["products"]),
        *_days(before["holidays"], after["holidays"]),
        *_lending(before["lending"], after["lending"]),
    )


def in_one(sentences: Sequence[Sentence]) -> Sentence:
    """Changes as one sentence."""
    if not sentences:
        return Sentence("rules.nothing")
    shown = list(sentences[:MOST])
    if len(sentences) > MOST:
        shown.append(Sentence("rules.more", {"count": len(sentences) - MOST}))
    return _joined(shown, "rules.and")


def _joined(parts: Sequence[Sentence], code: str) -> Sentence:
    *first, joined = parts
    for part in reversed(first):
        joined = Sentence(code, {"first": part, "rest": joined})
    return joined


def line_name(path: str) -> Sentence:
    """The name of a line of the rules; where the program has no word for it, its own."""
    code = f"rules.line.{path}"
    return Sentence(code) if code in RULES else Sentence("rules.line.other", {"name": path})


def value_of(name: str, value: Any) -> Value:
    """A value of the rules to read."""
    if type(value) is bool:
        return Sentence("rules.value.true" if value else "rules.value.false")
    if type(value) is int:
        if name in _RATES:
            return percent(value)
        return yuan(value) if name in _AMOUNTS else str(value)
    if isinstance(value, str):
        code = f"rules.value.{value}"
        return Sentence(code) if code in RULES else value
    if not value:
        return Sentence("rules.empty")
    if isinstance(value, list):
        return _joined([_told(name, element) for element in value], "rules.list")
    parts = (f"{key} {value_of(key, part)}" for key, part in sorted(value.items()))
    return ", ".join(parts)


def _told(name: str, element: Any) -> Sentence:
    if name == "lpr":
        return Sentence(
            "rules.rates",
            {
                "start": element["from"],
                "short": percent(element["one_year"]),
                "long": percent(element["five_years"]),
            },
        )
    if name == "shares":
        return Sentence(
            "rules.share", {"year": str(element["from_year"]), "percent": str(element["percent"])}
        )
    value = value_of(name, element)
    return value if isinstance(value, Sentence) else Sentence("rules.line.other", {"name": value})


def percent(hundredths: int) -> str:
    """``435`` → ``4.35%``."""
    return f"{hundredths // 100}.{hundredths % 100:02}%"


def leaves(table: Mapping[str, Any], path: str) -> Iterable[tuple[str, str, Any]]:
    """(path, last name, value) of everything in nested objects that is no object."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{path}.{name}")
        elif name != "version":
            yield f"{path}.{name}", name, value


def _products(before: list[Any], after: list[Any]) -> Iterable[Sentence]:
    old, new = {row["id"]: row for row in before}, {row["id"]: row for row in after}
    for name, row in old.items():
        if name not in new:
            yield Sentence("rules.product_gone", {"id": name, "name": _product_name(row)})
    for name, row in new.items():
        if name not in old:
            yield Sentence("rules.product_new", {"id": name, "name": _product_name(row)})
            continue
        was = {path: value for path, _, value in leaves(old[name], "product")}
        now = {path: (last, value) for path, last, value in leaves(row, "product")}
        for path, (last, value) in now.items():
            if path not in was or was[path] != value:
                earlier = value_of(last, was[path]) if path in was else Sentence("rules.empty")
                yield Sentence(
                    "rules.changed_in",
                    {
                        "name": _product_name(row), "what": line_name(path), "before": earlier,
                        "after": value_of(last, value),
                    },
                )  # fmt: skip


def _product_name(row: Mapping[str, Any]) -> str:
    return str(row["name"]["zh"])


def _days(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[Sentence]:
    def fixed(code: str, days: list[str]) -> Sentence:
        return Sentence(code, {"what": line_name("days.fixed"), "days": ", ".join(days)})

    yield from _more_and_less(before["fixed"], after["fixed"], "rules.fixed", fixed)
    none: Mapping[str, list[str]] = {"off": [], "work": []}
    for year in sorted({*before["years"], *after["years"]}):
        old, new = before["years"].get(year, none), after["years"].get(year, none)
        for part in ("off", "work"):

            def told(code: str, days: list[str], year: str = year, part: str = part) -> Sentence:
                shown = ", ".join(day[5:] for day in days)
                return Sentence(code, {"year": year, "what": line_name(f"days.{part}"), "days": shown})

            yield from _more_and_less(old[part], new[part], "rules.days", told)


def _more_and_less(
    before: list[str], after: list[str], code: str, told: Callable[[str, list[str]], Sentence]
) -> Iterable[Sentence]:
    more, less = sorted({*after} - {*before}), sorted({*before} - {*after})
    if more:
        yield told(f"{code}_new", more)
    if less:
        yield told(f"{code}_gone", less)


def _lending(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[Sentence]:
    was = {path: (last, value) for path, last, value in leaves(before, "lending")}
    now = {path: (last, value) for path, last, value in leaves(after, "lending")}
    for path in [*was, *(path for path in now if path not in was)]:
        last, old = was.get(path, ("", None))
        last, new = now.get(path, (last, None))
        if old != new:
            yield Sentence(
                "rules.changed",
                {
                    "what": line_name(path),
                    "before": Sentence("rules.empty") if old is None else value_of(last, old),
                    "after": Sentence("rules.empty") if new is None else value_of(last, new),
                },
            )


def _roles(parties: list[Any]) -> str:
    named = ("body" if party["role"].startswith("body.") else party["role"] for party in parties)
    return ", ".join(named) or "nobody"


def _alike(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """What a new kind does is what a kind of its rule does: the contract adopts no other."""
    return all(row.get(part) == other.get(part) for part in ("rule", "operations"))


def _flows(before: list[Any], after: list[Any]) -> Iterable[Sentence]:
    old = {row["kind"]: row for row in before}
    for row in after:
        was = old.get(row["kind"])
        if was is None:
            like = next((other["kind"] for other in before if _alike(row, other)), "")
            signers, grantors = (_roles(row[part]) for part in ("signers", "grantors"))
            shown = {"kind": row["kind"], "like": like, "signers": signers, "grantors": grantors}
            yield Sentence("rules.flow_new", shown)
            continue
        for part in sorted({*was, *row}):
            if was.get(part) != row.get(part):
                what = line_name(f"flow.{part}")
                yield Sentence("rules.flow_changed", {"kind": row["kind"], "what": what})
