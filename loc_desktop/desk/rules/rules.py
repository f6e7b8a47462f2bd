"""The rules on the ledger: to read, for everyone; to propose, for a bank. FD and R grant in their inbox."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from loc_desktop import file_causes
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.fields import MAX_RULES
from loc_desktop.contract.operations import RULES
from loc_desktop.contract.rulebook.check import check
from loc_desktop.contract.rulebook.document import of_document
from loc_desktop.desk.rules.changes import changes, in_one, leaves, line_name, value_of
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.desk.values.field_checks import read_day
from loc_desktop.desk.values.rules import DayLine, FlowLine, RuleLine, RulesContent, RulesVersion
from loc_desktop.identity.files import write_private
from loc_desktop.loan.misfit import MisfitError
from loc_desktop.script.canonical import digest
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.index.rows import EventRow

KIND: Final = "rules.adopt"
_PAGE: Final = 200


class Rules:
    """Versions of the rules, their content, and what is between them."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names
        self._requests = Requests(carrier, names)

    # ------------------------------------------------------------------ reading

    def versions(self) -> tuple[RulesVersion, ...]:
        """Newest first: what is proposed, what waits for its day, what counts, what counted."""
        known = self._carrier.query("rules", {"on": self._carrier.today.isoformat()})
        events = {str(row.body.get("digest", "")): row for row in reversed(self._events("unlocked"))}
        shown = [self._version(version, "past", events) for version in known["past"]]
        shown.append(self._version(known["current"], "current", events))
        if "next" in known:
            shown.append(self._version(known["next"], "next", events))
        proposed = [self._proposed(row) for row in self._events("pending")]
        return (*proposed, *reversed(shown))

    def _events(self, status: str) -> list[EventRow]:
        index = self._carrier.connections.index(self._carrier.identity.ledger)
        return list(index.events(kind=KIND, status=status, limit=_PAGE).rows)

    def _version(self, version: Any, state: str, events: Mapping[str, EventRow]) -> RulesVersion:
        row = events.get(version["digest"])
        if row is None:
            return RulesVersion(version["digest"], version["from"], state)
        return RulesVersion(
            version["digest"], version["from"], state, row.id, self._by(row), str(row.body.get("reason", ""))
        )

    def _proposed(self, row: EventRow) -> RulesVersion:
        return RulesVersion(
            str(row.body.get("digest", "")), str(row.body.get("effective", "")), "proposed", row.id,
            self._by(row), str(row.body.get("reason", "")),
        )  # fmt: skip

    def _by(self, row: EventRow) -> str:
        return self._names.party(str(row.body.get("bank", "")), "B").name

    def document(self, version: RulesVersion) -> dict[str, Any]:
        """A version's document; of a proposal, from its event."""
        if version.state == "proposed":
            content = self._carrier.query("event", {"id": version.event})["cc"]["event"]["body"]["rules"]
        else:
            content = self._carrier.query("rules", {"digest": version.digest})["content"]
        document: dict[str, Any] = content
        return document

    def content(self, version: RulesVersion) -> RulesContent:
        """A version to read, with what it changes against the one before it."""
        document = self.document(version)
        book = of_document(document)
        years = {
            year: tuple(
                sorted(
                    [DayLine(day, False) for day in days["off"]]
                    + [DayLine(day, True) for day in days["work"]],
                    key=lambda line: line.day,
                )
            )
            for year, days in sorted(document["holidays"]["years"].items())
        }
        lending = tuple(
            RuleLine(line_name(path), value_of(last, value))
            for path, last, value in leaves(document["lending"], "lending")
            # Where the rules come from is a remark in the file, in the language of whoever wrote it.
            if path != "lending.source"
        )
        flows = tuple(
            FlowLine(
                row["kind"],
                tuple(party["role"] for party in row["signers"]),
                tuple(party["role"] for party in row["grantors"]),
            )
            for row in document["flows"]["flows"]
        )
        before = self._before(version)
        return RulesContent(
            version, tuple(book.products.values()), years, tuple(document["holidays"]["fixed"]), lending,
            flows, () if before is None else changes(before, document), document,
        )  # fmt: skip

    def _before(self, version: RulesVersion) -> dict[str, Any] | None:
        adopted = [version for version in self.versions() if version.state != "proposed"]
        if version.state == "proposed":
            return self.document(adopted[0])
        at = adopted.index(version) if version in adopted else len(adopted)
        return self.document(adopted[at + 1]) if at + 1 < len(adopted) else None

    def save(self, version: RulesVersion, file: Path) -> None:
        """A version as a file to be changed and proposed. Raises KnownError ``rules.unsaved``."""
        text = json.dumps(self.document(version), ensure_ascii=False, indent=2) + "\n"
        try:
            write_private(file, text.encode())
        except OSError as error:
            raise desk_error("rules.unsaved", file=file.name, why=file_causes.of_error(error)) from error

    # ------------------------------------------------------------------ proposing

    @property
    def earliest(self) -> str:
        """The first day from which proposed rules can count."""
        return (self._carrier.today + timedelta(days=1)).isoformat()

    def load(self, file: Path) -> dict[str, Any]:
        """The document of a file, checked as the contract will. Raises KnownError ``rules.file``,
        ``contract.rules_document``.
        """
        try:
            with file.open("rb") as opened:
                data = opened.read(4 * MAX_RULES + 1)
            if len(data) > 4 * MAX_RULES:
                raise desk_error(
                    "rules.file", file=file.name, why=file_causes.cause("too_large", most=4 * MAX_RULES)
                )
            document = json.loads(data.decode("utf-8-sig"))
        except (OSError, ValueError, RecursionError) as error:
            raise desk_error("rules.file", file=file.name, why=file_causes.of_error(error)) from error
        self._check(document, self._newest()[1])
        checked: dict[str, Any] = document
        return checked

    def with_days(self, year: int, off: Sequence[str], work: Sequence[str]) -> dict[str, Any]:
        """The newest rules with the days of a year: ``off`` and weekend days ``work``ed, each YYYY-MM-DD or
        MM-DD. Raises KnownError ``rules.day_of``, ``contract.rules_document``.
        """
        document = copy.deepcopy(self._newest()[1])
        document["holidays"]["years"][str(year)] = {
            "off": self._days(year, off), "work": self._days(year, work),
        }  # fmt: skip
        self._check(document, self._newest()[1])
        return document

    def _days(self, year: int, texts: Sequence[str]) -> list[str]:
        days = set()
        for text in texts:
            day = read_day(text) or read_day(f"{year}-{text}") or read_day(f"{year}/{text}")
            if day is None or day.year != year:
                raise desk_error("rules.day_of", day=text[:40], year=year)
            days.add(day.isoformat())
        return sorted(days)

    def _newest(self) -> tuple[RulesVersion, dict[str, Any]]:
        version = next(version for version in self.versions() if version.state != "proposed")
        return version, self.document(version)

    def _check(self, document: Any, before: Any) -> None:
        try:
            check(document, set(RULES), before)
        except MisfitError as misfit:
            raise ContractError("rules_document", where=misfit.where, why=misfit.why) from None

    def prepare(self, document: Mapping[str, Any], effective: str, reason: str) -> ToSign:
        """Propose ``document`` from ``effective`` on. Raises KnownError ``loan.text``, the contract's."""
        if not reason.strip():
            raise desk_error("loan.text")
        newest, before = self._newest()
        self._check(document, before)
        body = {
            "rules": dict(document), "digest": digest(dict(document)), "replaces": newest.digest,
            "effective": effective.strip(), "reason": reason.strip(), "bank": self._carrier.identity.key,
        }  # fmt: skip
        params: dict[str, str | int | Sentence] = {
            "effective": effective.strip(), "replaces": newest.digest, "reason": reason.strip(),
            "changes": in_one(changes(before, document)),
        }  # fmt: skip
        return self._requests.prepare(KIND, body, Sentence("ask.rules.adopt", params))

    def submit(self, prepared: ToSign, pin: str | None = None) -> RequestStatus:
        """Sign and send; FD and R grant."""
        return self._requests.submit(prepared, pin)
