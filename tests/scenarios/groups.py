"""Groups' keys in a scene: made and shared as a desk does it, by members whose secrets are in memory."""

from __future__ import annotations

from typing import Any

from loc_desktop.contract.flow_rules.groups import year_of
from loc_desktop.errors import KnownError
from loc_desktop.identity.group_keys import (
    GroupDecryptor,
    decryptor_of,
    named,
    new_group_key,
    seal_secret,
    vouched,
)
from loc_desktop.identity.sealing import Recipient, of_group
from loc_desktop.loan.calendar import civil_day
from tests.scenarios.scene import Json, Member, Scene


def group_of(scene: Scene, member: Member) -> Any:
    """The member's group as the ledger has it."""
    own = (member.role, member.identity.organisation)
    rows = scene.query(member.role, "groups", user=member.user)
    return next(row for row in rows if (row["role"], row["organisation"]) == own)


def year_key(scene: Scene, member: Member) -> dict[str, str]:
    """The public half of the member's key of the scene's year."""
    year = civil_day(scene.now()).year
    years = member.secrets.years
    scalar = years.scalar(year) if years is not None else None
    assert scalar is not None
    return named(scalar, year)


def join(scene: Scene, member: Member, **other: Json) -> None:
    """Publish the member's key of the year."""
    jwk = {**year_key(scene, member), **other}
    voucher = vouched("year", member.role, member.signer, jwk)
    run(scene, member, "group.join", jwk=jwk, voucher=voucher)


def run(scene: Scene, member: Member, kind: str, **body: Json) -> None:
    """An event of the member that nobody grants."""
    cc = scene.chaincode(scene.draft(kind, role=member.role, member=member.key, **body), member)
    scene.submit(member.role, "lock", [cc], member.user)
    outcome = scene.submit(member.role, "unlock", [scene.code(cc), 0], member.user)
    assert outcome["code"] == 0, outcome


def of_year(scene: Scene, member: Member) -> Recipient:
    """The member by its key of the year."""
    entry = group_of(scene, member)["members"][member.key]
    return of_group("year", member.role, member.role, member.key, entry)


def make(scene: Scene, member: Member, **other: Json) -> None:
    """A new key of the member's group."""
    secret, jwk = new_group_key(civil_day(scene.now()).year)
    body: dict[str, Json] = {
        "jwk": jwk,
        "voucher": vouched("group", member.role, member.signer, jwk),
        "secret": seal_secret(secret, of_year(scene, member)),
    }
    run(scene, member, "group.key", **{**body, **other})


def share(scene: Scene, giver: Member, receiver: Member, secret: bytes = b"") -> None:
    """Hand the present key to another member; ``secret``: something else in its place."""
    current = group_of(scene, giver)["current"]
    sealed = seal_secret(secret or secret_of(scene, giver), of_year(scene, receiver))
    kid = current["jwk"]["kid"]
    run(scene, giver, "group.share", receiver=receiver.key, kid=kid, secret=sealed)


def secret_of(scene: Scene, member: Member) -> bytes:
    """The secret of the present key, as the member was given it. Raises NotRecipient, DossierDamaged."""
    current = group_of(scene, member)["current"]
    view = scene.query(member.role, "event", user=member.user, id=current["shares"][member.key])
    decryptor = decryptor_of(member.secrets)
    assert isinstance(decryptor, GroupDecryptor)
    return decryptor.secret(current["jwk"]["kid"], view["cc"]["event"]["body"]["secret"])


_HOLDERS: dict[str, Member] = {}
"""Who makes a key in a test, by its group's organisation: a ledger is shared by tests."""


def keyed(scene: Scene, *members: Member) -> None:
    """All of these hold their group's key of the year, whatever happened before; the first makes it."""
    for member in members:
        join(scene, member)
    first, place = members[0], f"{id(scene)} {members[0].role} {members[0].identity.organisation}"
    current, year = group_of(scene, first).get("current"), civil_day(scene.now()).year
    giver = _HOLDERS.get(place)
    held = current is not None and current["year"] == year and giver is not None
    if held and giver is not None and giver.key != first.key and current["shares"].get(giver.key):
        share(scene, giver, first)
    else:
        try:
            make(scene, first)
        except KnownError as error:
            if error.code != "contract.group" or held or current is None:
                raise
            _end(scene, first, current)
            make(scene, first)
    _HOLDERS[place] = first
    for member in members[1:]:
        share(scene, first, member)


def _end(scene: Scene, member: Member, current: Any) -> None:
    """A desk of another test holds the key on a shared network: its membership ends, so that a new one may be
    made. The members of the scene itself are no desks'."""
    people = {person.key for person in scene.people.values()}
    held: Json = next(key for key in current["shares"] if key not in people)
    other = "FD" if member.role == "CAD" else "CAD"  # who agrees is of another house
    second = {"second_role": other, "second": scene.key(other)}
    body: dict[str, Json] = {"role": member.role, "member": held, "reason": "another test", **second}
    scene.run("member.revoke", scene.people["R"], **body)


def of_group_key(scene: Scene, member: Member) -> Recipient:
    """The member's group, to seal to."""
    current = group_of(scene, member)["current"]
    assert year_of(current["jwk"]["kid"]) == current["year"]
    return of_group("group", member.role, member.role, current["maker"], current)


def opener(scene: Scene, member: Member) -> GroupDecryptor:
    """What opens dossiers sealed to the member or to its group."""

    def find(kids: Any) -> Any:
        found = scene.query(member.role, "groups", user=member.user, kids=list(kids))
        if not found.get("shares", {}).get(member.key):
            return None
        view = scene.query(member.role, "event", user=member.user, id=found["shares"][member.key])
        return found["jwk"]["kid"], view["cc"]["event"]["body"]["secret"]

    decryptor = decryptor_of(member.secrets, find)
    assert isinstance(decryptor, GroupDecryptor)
    return decryptor
