"""The secret of a civil affairs department, from which persons' tags are made, and how its members share it.

Each member's keyring entry has a seed of its own. The department's secret is that of the member who was
registered first; it seals it to every later one (``identity.share``, a signed event that only the receiver
can open), the next time that it signs something. A member who has not got it yet works with its own seed, and
does not decide about a key that the department attested before. What this does not do: a secret is not
changed when a member leaves; persons whom two members attested before they shared one have a tag of each, and
only the department's register finds that they have two keys; two departments have two secrets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loc_desktop.app import log
from loc_desktop.contract.persons import ATTESTING
from loc_desktop.desk.signing.carrier import in_order_of_registration
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.errors import KnownError
from loc_desktop.script.canonical import ScriptError, b64u_decode, b64u_encode
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.index.rows import EventRow

KIND = "identity.share"
_PAGE = 200
_TYPE = "department"


class Department:
    """What a member of a department knows of its secret. Made for a piece of work."""

    def __init__(self, carrier: Carrier, pin: str | None) -> None:
        self._carrier = carrier
        self._pin = pin
        self._known: tuple[bytes, bool] | None = None

    def secret(self) -> bytes:
        """The secret to make tags with. Raises KnownError ``keyring.*`` and those of a PIN."""
        return self._secret()[0]

    def shared(self) -> bool:
        """Whether :meth:`secret` is the whole department's: received, or one's own as the first member."""
        return self._secret()[1]

    def _secret(self) -> tuple[bytes, bool]:
        if self._known is None:
            received = self._received()
            if received is not None:
                self._known = received, True
            else:
                keystore = self._carrier.connections.keystore()
                self._known = keystore.seed(self._carrier.identity, self._pin), self._is_first()
        return self._known

    def _received(self) -> bytes | None:
        from loc_desktop.identity.sealing import open_dossier

        mine = [row for row in self._shares() if row.body.get("member") == self._carrier.identity.key]
        for row in mine:
            view = self._carrier.query("event", {"id": row.id}, self._pin)
            decryptor = self._carrier.connections.decryptor(self._carrier.identity, self._pin)
            try:
                content = open_dossier(view["cc"]["event"]["body"]["secret"], decryptor)
                secret = b64u_decode(str(content.get("secret", "")))
            except (KnownError, ScriptError):
                continue
            if content.get("type") == _TYPE and len(secret) == 32:
                return secret
        return None

    def _shares(self) -> list[EventRow]:
        """Every sharing on the ledger, oldest first: the first that came is the department's."""
        index = self._carrier.connections.index(self._carrier.identity.ledger)
        rows: list[EventRow] = []
        before: int | None = None
        while True:
            page = index.events(kind=KIND, status="unlocked", before=before, limit=_PAGE)
            rows += page.rows
            if page.next is None:
                return rows[::-1]
            before = page.next

    def _colleagues(self) -> list[dict[str, Any]]:
        """The department's active members, in the order of registration, oneself among them."""
        own = self._carrier.identity
        members = [
            member
            for member in self._carrier.members(ATTESTING)
            if member["organisation"] == own.organisation
        ]
        return in_order_of_registration(members)

    def _is_first(self) -> bool:
        colleagues = self._colleagues()
        return not colleagues or colleagues[0]["key"] == self._carrier.identity.key

    def first_name(self) -> str:
        """Who has the secret: the department's first member, by its public name."""
        return str(self._colleagues()[0]["name"])

    def share(self, names: Names) -> int:
        """Seal the secret to the colleagues who have not got it, if oneself has; to how many. What goes wrong
        with one does not stop the others: it is tried again the next time."""
        from loc_desktop.identity.sealing import seal

        own = self._carrier.identity
        others = [member for member in self._colleagues() if member["key"] != own.key]
        if not others or not self.shared():
            return 0
        served = {str(row.body.get("member", "")) for row in self._shares()}
        first = self._colleagues()[0]["key"]
        requests, shared = Requests(self._carrier, names), 0
        for record in others:
            if record["key"] in served or record["key"] == first:
                continue
            try:
                content = {"type": _TYPE, "version": 1, "secret": b64u_encode(self.secret())}
                sealed, _ = seal(content, [record])
                body = {"department": own.key, "member": record["key"], "secret": sealed}
                sentence = Sentence("sign.share", {"name": self._carrier.name, "member": record["name"]})
                requests.submit(requests.prepare(KIND, body, sentence), self._pin)
                shared += 1
            except KnownError as error:
                log.failed("sharing a department's secret", error)
        return shared
