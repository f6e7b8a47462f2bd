"""The rules on the ledger: every version that was adopted, and which of them counts on a day.

``rules`` is what a transaction reads: ``{"current": {"digest", "from", "content"}, "next"?: the same,
"past": [{"digest", "from"}]}``, ``from`` the day from which a version counts. ``next`` waits for its day; it
becomes ``current`` in the record when another version is adopted, and counts from its day on all the same.
``rules/<digest>`` is the content of every version ever adopted.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.rulebook import document as rulebook
from loc_desktop.contract.rulebook.document import Rulebook
from loc_desktop.contract.state import RULES_KEY, Json
from loc_desktop.contract.work import Work
from loc_desktop.loan.calendar import DEFAULT_ZONE, civil_day
from loc_desktop.script import canonical

DEFAULT_WINDOW: Final = 15
"""Minutes that an event's ``at`` may lie from the ledger's time at the lock, unless the configuration says
otherwise.
"""

MAX_WINDOW: Final = 1440


def version_key(digest: str) -> str:
    """The state key of a version's content."""
    return f"{RULES_KEY}/{digest}"


def zone_of(config: Mapping[str, Any]) -> str:
    """The ledger's zone of business days (IANA)."""
    return str(config.get("zone", DEFAULT_ZONE))


def day_of(config: Mapping[str, Any], event_at: str, time: str) -> date:
    """The ledger's civil day of a transaction at ``time``; on a ledger whose ``clock`` is ``events``, of its
    event's own ``at``.
    """
    return civil_day(event_at if config.get("clock") == "events" else time, zone_of(config))


def record_of_rules(work: Work) -> Mapping[str, Any]:
    """The record ``rules``. Raises ContractError ``not_initialised``."""
    record: Mapping[str, Any] | None = work.get(RULES_KEY)
    if record is None:
        raise ContractError("not_initialised")
    return record


def latest(work: Work) -> Mapping[str, Any]:
    """The version that was adopted last, whether it counts already or not: what a proposal replaces."""
    record = record_of_rules(work)
    newest: Mapping[str, Any] = record.get("next", record["current"])
    return newest


def later(work: Work, after: str, until: str) -> list[Mapping[str, Any]]:
    """The versions whose day lies after ``after`` and not after ``until`` (ISO), oldest first; the one that
    the ledger began with is none of them.
    """
    record = record_of_rules(work)
    versions = [*record["past"], record["current"], *([record["next"]] if "next" in record else [])]
    return [version for version in versions[1:] if after < version["from"] <= until]


def in_force(work: Work, day: date) -> Rulebook:
    """The rules that count on a day; before the first version's day, the first. One read, but for days of
    the past.
    """
    record, text = record_of_rules(work), day.isoformat()
    for version in (record.get("next"), record["current"]):
        if version is not None and version["from"] <= text:
            return rulebook.parsed(version["digest"], version["content"])
    past = record["past"]
    if not past:
        return rulebook.parsed(record["current"]["digest"], record["current"]["content"])
    begun = [version for version in past if version["from"] <= text]
    return version_of(work, (begun or past[:1])[-1]["digest"])


def version_of(work: Work, digest: str) -> Rulebook:
    """The rules of a digest that was adopted. Raises ContractError ``not_found``."""
    record = record_of_rules(work)
    for version in (record["current"], record.get("next")):
        if version is not None and version["digest"] == digest:
            return rulebook.parsed(digest, version["content"])
    content = work.get(version_key(digest))
    if content is None:
        raise ContractError("not_found", what="rules", id=digest[:64])
    return rulebook.parsed(digest, content)


def begin(work: Work, document: Json, day: date) -> str:
    """Keep the document that a ledger begins with; its digest."""
    digest = canonical.digest(document)
    first = {"digest": digest, "from": day.isoformat(), "content": document}
    work.put(RULES_KEY, {"current": first, "past": []})
    work.put(version_key(digest), document)
    return digest


def adopt(work: Work, digest: str, document: Json, start: date, today: date) -> None:
    """Keep ``document`` as the version that counts from ``start`` on, a day after ``today``.

    A version that waited and whose day has come is the current one from now on; one whose day has not come
    never counts.
    """
    record = record_of_rules(work)
    current, waiting, past = record["current"], record.get("next"), record["past"]
    if waiting is not None and waiting["from"] <= today.isoformat():
        past = [*past, {"digest": current["digest"], "from": current["from"]}]
        current = waiting
    following = {"digest": digest, "from": start.isoformat(), "content": document}
    work.put(RULES_KEY, {"current": current, "next": following, "past": past})
    work.put(version_key(digest), document)
