"""Reading a dossier outside one's turn: with a purpose, and a record that stays.

The regulator signs a ``flow.inspect`` (spec, section 6), which stands on the ledger before the dossier is
opened: of the customer as the party, with the event whose dossier it is and the purpose. Everybody's reading
is kept, signed, in the office's file. What a grantor or regulator opens is sealed to its key; whoever has no
part in the event has nothing to open.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from loc_desktop.contract.fields import PURPOSES
from loc_desktop.desk.granting.case import unsealed
from loc_desktop.desk.granting.readings import reading, record
from loc_desktop.desk.signing import explanations
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import WITH_DOSSIER
from loc_desktop.desk.values.inspection import Inspection, ReadingView
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.bank.office.values import Reading
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names

_MOST_NOTE = 200


class Inspections:
    """Inspections of one identity. Each is prepared, shown, and then signed and opened with :meth:`open`."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names
        self._requests = Requests(carrier, names)
        self._prepared: dict[str, Reading] = {}

    def prepare(self, event: str, purpose: str, note: str = "") -> ToSign:
        """What :meth:`open` will sign for reading the dossier of ``event``. ``note`` stays in the office's
        file. Raises KnownError ``inspection.purpose``, ``inspection.note``, ``inspection.nothing``."""
        from loc_desktop.bank.office.readings import statement

        note = note.strip()
        if purpose not in PURPOSES:
            raise desk_error("inspection.purpose")
        if len(note) > _MOST_NOTE:
            raise desk_error("inspection.note", most=_MOST_NOTE)
        row = self._carrier.connections.index(self._carrier.identity.ledger).event(event)
        customer = row.body.get("payee") or row.body.get("member") or row.body.get("new") if row else ""
        if row is None or row.kind not in WITH_DOSSIER or not customer:
            raise desk_error("inspection.nothing")
        params: dict[str, str | int | Sentence] = {
            "customer": self._names.party(str(customer), "C").name,
            "kind": row.kind,
            "event": event,
            "purpose": Sentence(f"purpose.{purpose}"),
        }
        asked = reading(self._carrier, event, purpose, note)
        if self._carrier.identity.role == "R":
            body = {"party": customer, "event": event, "purpose": purpose}
            shown = self._requests.prepare("flow.inspect", body, Sentence("ask.flow.inspect", params))
            # The two records of one reading have one time: by it they are known to be one.
            asked = replace(asked, at=str(json.loads(shown.canonical)["at"]))
        else:
            text = statement(asked).decode().partition("\n")[2]
            shown = ToSign(event, Sentence("ask.reading", params), text)
        self._prepared[shown.canonical] = asked
        return shown

    def open(self, prepared: ToSign, *, pin: str | None = None) -> Inspection:
        """Sign, leave the record, then open the dossier. Raises KnownError ``money.changed`` for what was not
        prepared here, ``inspection.waits`` while the ledger is away, ``dossier.*``, ``pin.*``, the ledger's.
        """
        asked = self._prepared.get(prepared.canonical)
        if asked is None:
            raise desk_error("money.changed")
        view = self._carrier.query("event", {"id": asked.event}, pin)
        decryptor = self._carrier.connections.decryptor(self._carrier.identity, pin)
        tx_id = ""
        if self._carrier.identity.role == "R":
            status = self._requests.submit(prepared, pin)
            if status.stage.value != "unlocked":
                raise desk_error("inspection.waits")
            tx_id = status.tx_id
        record(self._carrier, [asked], pin)
        self._prepared.pop(prepared.canonical, None)
        body = view["cc"]["event"]["body"]
        dossier, fits = unsealed(body, decryptor)
        row = self._carrier.connections.index(self._carrier.identity.ledger).event(asked.event)
        given = explanations.of_row(row, self._names) if row is not None else ()
        told = tuple(explanations.opened(self._carrier, one, decryptor, pin) for one in given)
        return Inspection(asked.event, view["cc"]["event"]["kind"], dossier, fits, tx_id, told)

    def readings(self, event: str = "") -> tuple[ReadingView, ...]:
        """Who of this office read which dossier, newest first; of one event if given."""
        from loc_desktop.bank.office.readings import is_signed, kept

        rows = kept(self._carrier.connections.office(self._carrier.identity), event)
        return tuple(
            ReadingView(row.event, row.name, row.at, row.purpose, row.note, is_signed(row)) for row in rows
        )
