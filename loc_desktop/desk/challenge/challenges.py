"""Challenges (paper 3.2): R asks and decides, the challenged role answers; all parties see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from loc_desktop.app.values import Party
from loc_desktop.contract.client import new_id
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.fields import is_time
from loc_desktop.contract.flow_rules.challenge import EFFECTS_OF, TWO_KEYS, earliest_deadline
from loc_desktop.desk.granting.challenge_target import target_sentence
from loc_desktop.desk.granting.grants import Grants
from loc_desktop.desk.granting.oracle_checks import SECOND_KINDS
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.signing.signers import Customers
from loc_desktop.desk.signing.withdrawals import Withdrawals
from loc_desktop.desk.values.case import SignOutcome, ToSign
from loc_desktop.desk.values.challenge import Answer, ChallengeDetail, ChallengeLine, WaitingDecision
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.desk.values.field_checks import read_day
from loc_desktop.errors import KnownError
from loc_desktop.loan.calendar import day_ends
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.index.index import Index
    from loc_desktop.ledger.index.rows import EventRow

TARGETS = ("transaction", "loan", "party", "event")
EFFECTS = ("none", "refusal", "suspension", "reversal")
UNDECIDED = ("open", "answered")
_SECONDS = ("R", "FD", "CAD")
"""In this order a second authority is proposed; the same as the contract's ``SECOND_ROLES``."""
_MOST_TEXT = 2000
_MOST_WAITING = 500

SHORTEST_ID = 6
"""Characters of an id by which it is found."""


class Challenges:
    """For everyone: R sees all, the others those that concern them. ``say(Sentence("stops.<target kind>"))``
    tells what a freeze stops, ``say(Sentence("effect.<effect>"))`` what an upheld challenge leads to."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names
        self._requests = Requests(carrier, names)

    @property
    def _index(self) -> Index:
        return self._carrier.connections.index(self._carrier.identity.ledger)

    @property
    def _now(self) -> str:
        return self._carrier.connections.clock()

    # ------------------------------------------------------------------ reading

    def all(self, *, status: str = "") -> tuple[ChallengeLine, ...]:
        """Newest first; ``status`` "" all, "open" those undecided."""
        rows = [self._line(record) for record in self._carrier.query("challenges")]
        if status == "open":
            rows = [row for row in rows if row.status in UNDECIDED]
        elif status:
            rows = [row for row in rows if row.status == status]
        return tuple(sorted(rows, key=lambda row: row.raised, reverse=True))

    def waiting(self) -> int:
        """How many wait for me: for my answer, or (R) for my decision."""
        if self._carrier.identity.role == "R":
            return sum(
                row.status == "answered" or (row.status == "open" and row.late)
                for row in self.all(status="open")
            )
        return sum(
            row.status == "open" and not row.late and self._is_mine(row.respondent.key)
            for row in self.all(status="open")
        )

    def _is_mine(self, key: str) -> bool:
        return self._signer(key) is not None

    def _signer(self, key: str) -> Identity | None:
        """The identity of this desk that answers for a key: its own, or a customer's of this counter."""
        return Customers(self._carrier).answering_for(key)

    def challenge(self, challenge: str) -> ChallengeDetail:
        """Raises KnownError ``contract.challenge_unknown``."""
        record = self._query(challenge)
        line = self._line(record)
        can = self._can(record, line)
        return ChallengeDetail(
            line=line,
            event=record["event"],
            stops=Sentence(f"stops.{line.target_kind}"),
            answers=tuple(self._answer(event) for event in record["answers"]),
            effects=EFFECTS_OF[line.target_kind],
            effect=record.get("effect", ""),
            ruling=record.get("ruling", ""),
            decided=record.get("decided", ""),
            reversals=tuple(record.get("reverse", ())),
            can=can,
            paused=tuple(record["paused"]) if line.frozen else (),
            waiting=self._waiting(challenge),
            seconds=self._seconds(record) if "uphold" in can or "reverse" in can else (),
            raw=record,
        )

    def _waiting(self, challenge: str) -> tuple[WaitingDecision, ...]:
        mine = Withdrawals(self._carrier, self._names)
        return tuple(
            WaitingDecision(
                row.id,
                row.kind,
                Sentence(f"effect.{row.body.get('effect', 'reversal')}"),
                self._names.party(row.next.key, row.next.role) if row.next else None,
                mine.can(row.id),
            )
            for kind in SECOND_KINDS
            for row in self._index.events(kind=kind, status="pending", limit=_MOST_WAITING).rows
            if row.body.get("challenge") == challenge
        )

    def _query(self, challenge: str) -> Any:
        return self._carrier.query("challenge", {"id": challenge})

    def _line(self, record: Any) -> ChallengeLine:
        target, status = record["target"], record["status"]
        respondent = self._names.party(record["respondent"], record["role"])
        return ChallengeLine(
            id=record["id"],
            target_kind=target["kind"],
            target=target["id"],
            reason=record["reason"],
            raised=record["raised"],
            deadline=record["deadline"],
            respondent=respondent,
            status=status,
            frozen=record["freezes"],
            until=record.get("until", "") if record["freezes"] else "",
            late=status == "open" and self._now > record["deadline"],
            sentence=Sentence(
                f"challenge.{status}",
                {
                    "target": target_sentence(target, self._names),
                    "respondent": respondent.name,
                    "deadline": self._carrier.day(record["deadline"]).isoformat(),
                    "effect": Sentence(f"effect.{record.get('effect', 'none')}"),
                },
            ),
        )

    def _answer(self, event: str) -> Answer:
        row = self._index.event(event)
        if row is None:
            return Answer(event, "", "", "", "")
        verdict = row.grantors[0].verdict if row.grantors else ""
        return Answer(
            event, row.at, str(row.body.get("answer", "")), str(row.body.get("evidence", "")), verdict
        )

    def _can(self, record: Any, line: ChallengeLine) -> tuple[str, ...]:
        status = line.status
        if self._carrier.identity.role != "R":
            in_time = status in UNDECIDED and self._now <= line.deadline
            return ("answer",) if in_time and self._is_mine(line.respondent.key) else ()
        if status == "answered":
            return ("accept", "uphold", "dismiss")
        if status == "open":
            return ("uphold", "dismiss") if line.late else ("dismiss",)
        if status == "upheld" and record.get("effect") == "suspension":
            return ("lift",)
        if status == "upheld" and record.get("reverse"):
            return ("reverse",)
        return ()

    def whole_id(self, target_kind: str, typed: str) -> str:
        """The id of a target of which at least its first six characters were typed. Raises KnownError
        ``challenge.target``, ``challenge.several``."""
        start = typed.strip()
        if len(start) >= SHORTEST_ID:
            found = self._index.ids(target_kind, start)
            if len(found) == 1:
                return found[0]
            if found and start not in found:
                raise desk_error("challenge.several", kind=target_kind, target=start[:40])
        return start

    def respondents(self, target_kind: str, target: str) -> tuple[Party, ...]:
        """Who can be asked about a target: its parties. Raises KnownError ``challenge.target``,
        ``contract.own_conduct`` where R itself took part."""
        pairs = list(dict.fromkeys(self._parties(target_kind, target)))
        if not pairs:
            raise desk_error("challenge.target", kind=target_kind, target=target[:40])
        if any(role == "R" for role, _ in pairs):
            raise ContractError("own_conduct")
        return tuple(self._names.party(key, role) for role, key in pairs)

    def _parties(self, kind: str, target: str) -> Iterable[tuple[str, str]]:
        if kind == "party":
            member = self._index.member(target)
            return [(member.role, member.key)] if member else []
        if kind == "loan":
            try:
                view = self._carrier.query("loan", {"id": target})
            except KnownError as error:
                if error.code == "contract.loan_unknown":
                    return []
                raise
            parts = (("B", "bank"), ("C", "payee"), ("CAD", "civil"), ("FD", "finance"))
            return [(role, view[name]) for role, name in parts]
        if kind == "event":
            row = self._index.event(target)
            return _seats(row) if row else []
        parties: list[tuple[str, str]] = []
        for entry in self._index.entries_of(target):
            row = self._index.event(entry.event) if entry.event and entry.code == 0 else None
            parties += _seats(row) if row else []
        return parties

    def earliest(self) -> str:
        """The first deadline that a challenge raised today may have (RFC 3339 UTC)."""
        rules, zone = self._carrier.rulebook(), self._carrier.zone
        today = self._carrier.day(self._now)
        return earliest_deadline(today, rules.lending.answer_working_days, rules.holidays, zone)

    def earliest_day(self) -> str:
        """The day of :meth:`earliest`: what the form proposes."""
        return self._carrier.day(self.earliest()).isoformat()

    def _seconds(self, record: Any) -> tuple[Party, ...]:
        """Who can be the second authority: another R, FD or CAD, not the respondent nor of its house; the
        first is proposed.
        """
        respondent, own = record["respondent"], self._carrier.identity.key
        house = self._house(record)
        keys = [
            (member["key"], role)
            for role in _SECONDS
            for member in self._carrier.members(role)
            if not member.get("frozen") and member["key"] not in (respondent, own)
            if role == "R" or member["organisation"] != house
        ]
        return tuple(self._names.party(key, role) for key, role in keys)

    def _house(self, record: Any) -> str:
        asked = self._carrier.query("member", {"role": record["role"], "key": record["respondent"]})
        return str(asked["organisation"])

    def _second(self, challenge: str, second: str) -> Party:
        """The second authority that was chosen, "" the one proposed. Raises KnownError
        ``challenge.second``.
        """
        seconds = [party for party in self._seconds(self._query(challenge)) if second in ("", party.key)]
        if not seconds:
            raise desk_error("challenge.second")
        return seconds[0]

    # ------------------------------------------------------------------ asking, answering, deciding

    def prepare_raise(
        self, target_kind: str, target: str, respondent: str, reason: str, deadline: str
    ) -> ToSign:
        """For R. ``deadline`` a day or an RFC 3339 time in the future. The target is frozen once it is on the
        ledger. Raises KnownError ``challenge.target``, ``challenge.text``, ``challenge.deadline``."""
        asked = next(
            (party for party in self.respondents(target_kind, target) if party.key == respondent), None
        )
        if asked is None:
            raise desk_error("challenge.target", kind=target_kind, target=target[:40])
        until = self._deadline(deadline)
        about = {"kind": target_kind, "id": target}
        body = {
            "challenge": new_id(),
            "target": about,
            "reason": _text(reason),
            "deadline": until,
            "role": asked.role,
            "respondent": asked.key,
        }
        params: dict[str, str | int | Sentence] = {
            "target": target_sentence(about, self._names),
            "respondent": asked.name,
            "reason": reason.strip(),
            "deadline": self._carrier.day(until).isoformat(),
            "stops": Sentence(f"stops.{target_kind}"),
        }
        return self._requests.prepare("challenge.raise", body, Sentence("ask.challenge.raise", params))

    def _deadline(self, text: str) -> str:
        """A day lasts until its end in the ledger's zone."""
        plain = text.strip()
        try:
            day = read_day(plain)
            until = plain if is_time(plain) else day_ends(day, self._carrier.zone) if day is not None else ""
        except OverflowError:
            until = ""
        earliest = self.earliest()
        if until < earliest:
            raise desk_error(
                "challenge.deadline", deadline=plain[:40], earliest=self._carrier.day(earliest).isoformat()
            )
        return until

    def prepare_answer(self, challenge: str, answer: str, evidence: str = "") -> ToSign:
        """For the challenged. Raises KnownError ``challenge.text``, ``challenge.cannot``."""
        record = self._require(challenge, "answer")
        body = {
            "challenge": challenge,
            "role": record["role"],
            "respondent": record["respondent"],
            "answer": _text(answer),
        }
        if evidence.strip():
            body["evidence"] = _text(evidence)
        params: dict[str, str | int | Sentence] = {
            "target": target_sentence(record["target"], self._names), "answer": answer.strip(),
        }  # fmt: skip
        signer = self._signer(record["respondent"])
        return self._requests.prepare(
            "challenge.answer", body, Sentence("ask.challenge.answer", params), signer
        )

    def _require(self, challenge: str, what: str) -> Any:
        record = self._query(challenge)
        if what not in self._can(record, self._line(record)):
            raise desk_error("challenge.cannot", status=record["status"])
        return record

    def accept(self, challenge: str, *, pin: str | None = None) -> SignOutcome:
        """For R: the last answer is accepted (R's Pass), the challenge dismissed, the freeze ended."""
        record = self._require(challenge, "accept")
        grants = Grants(self._carrier, self._names)
        return grants.sign(grants.prepare(grants.open(record["answers"][-1])), pin=pin)

    def prepare_decide(
        self, challenge: str, decision: str, effect: str, ruling: str, second: str = ""
    ) -> ToSign:
        """For R: ``decision`` upheld or dismissed; ``effect`` one of ``ChallengeDetail.effects`` (``none``
        for dismissed); ``second`` the key of one of ``ChallengeDetail.seconds`` where the effect takes rights
        or money ("" proposes one). Raises KnownError ``challenge.text``, ``challenge.cannot``,
        ``challenge.second``, ``contract.effect``."""
        record = self._require(challenge, "uphold" if decision == "upheld" else "dismiss")
        body = {"challenge": challenge, "decision": decision, "effect": effect, "ruling": _text(ruling)}
        params: dict[str, str | int | Sentence] = {
            "target": target_sentence(record["target"], self._names),
            "decision": Sentence(f"decision.{decision}"),
            "effect": Sentence(f"effect.{effect}"),
            "ruling": ruling.strip(),
            "second": Sentence("second.none"),
        }
        if effect in TWO_KEYS:
            granting = self._second(challenge, second)
            body |= {"second_role": granting.role, "second": granting.key}
            params["second"] = Sentence("second.asked", {"name": granting.name})
        return self._requests.prepare("challenge.decide", body, Sentence("ask.challenge.decide", params))

    def prepare_lift(self, challenge: str, ruling: str) -> ToSign:
        """For R: the end of a suspension."""
        record = self._require(challenge, "lift")
        params: dict[str, str | int | Sentence] = {
            "target": target_sentence(record["target"], self._names), "ruling": ruling.strip(),
        }  # fmt: skip
        body = {"challenge": challenge, "ruling": _text(ruling)}
        return self._requests.prepare("challenge.lift", body, Sentence("ask.challenge.lift", params))

    def prepare_reverse(self, challenge: str, second: str = "") -> ToSign:
        """For R: the reversal event that an upheld challenge orders (one event at a time); ``second`` as in
        :meth:`prepare_decide`. What is not on the account any more becomes a claim."""
        record = self._require(challenge, "reverse")
        event = record["reverse"][0]
        view = self._carrier.query("event", {"id": event})
        cc, taken = view["cc"], "reversed" in view["status"]
        (moved,) = cc["operations"]
        payout = cc["event"]["kind"] == "loan.apply"
        loan = self._carrier.query("loan", {"id": cc["event"]["body"].get("loan", event)})
        amount = loan["outstanding"] if payout else 0 if taken else cc["event"]["body"]["amount"]
        back, payee = moved["args"]["from"], loan["payee"]
        body = {
            "challenge": challenge,
            "event": event,
            "amount": amount,
            "from": payee,
            "to": back,
            "role": "B" if payout else "FD",
        }
        granting = self._second(challenge, second)
        body |= {"second_role": granting.role, "second": granting.key}
        params: dict[str, str | int | Sentence] = {
            "amount": amount,
            "source": self._names.party(payee, "C").name,
            "to": self._names.party(back).name,
            "kind": cc["event"]["kind"],
            "event": event,
            "second": Sentence("second.asked", {"name": granting.name}),
        }
        return self._requests.prepare("challenge.reverse", body, Sentence("ask.challenge.reverse", params))

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """As ``CustomerAccounts.submit`` of desk/servicing; R's requests act at once."""
        return self._requests.submit(prepared, pin)


def _seats(row: EventRow) -> list[tuple[str, str]]:
    return [(seat.role, seat.key) for seat in (*row.signers, *row.grantors)]


def _text(text: str) -> str:
    plain = text.strip()
    if not plain or len(plain) > _MOST_TEXT:
        raise desk_error("challenge.text")
    return plain
