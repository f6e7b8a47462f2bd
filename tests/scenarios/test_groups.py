"""Groups' keys on both ledgers: a member that leaves reads what came before, and a new dossier not.

On Fabric in the larger network: in the other one desks of other tests hold the groups' keys already.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from loc_desktop.contract.flow_rules.groups import MOST_MEMBERS
from loc_desktop.identity.errors import DossierDamaged, NotRecipient
from loc_desktop.identity.group_keys import new_group_key, seal_secret, vouched
from loc_desktop.identity.sealing import open_dossier, seal
from loc_desktop.loan.calendar import civil_day
from tests.scenarios import groups
from tests.scenarios.embedded_scene import EmbeddedScene
from tests.scenarios.scene import Json, Member, Scene
from tests.scenarios.test_members_against_members import refusal

CONTENT = {"name": "刘建国"}


def lock_of(scene: Scene, member: Member, kind: str, **body: Json) -> list[Json]:
    draft = scene.draft(kind, role=member.role, member=member.key, **body)
    return [scene.chaincode(draft, member)]


def test_a_groups_key_is_for_its_members_as_long_as_they_are_members(houses: Scene) -> None:
    first, second = houses.institution("FD"), houses.institution("FD")
    groups.keyed(houses, first, second)
    dossier, _ = seal(CONTENT, [groups.of_group_key(houses, first)])
    for member in (first, second):
        assert open_dossier(dossier, groups.opener(houses, member))["name"] == CONTENT["name"]
    with pytest.raises(NotRecipient):
        open_dossier(dossier, groups.opener(houses, houses.people["CAD"]))
    # It leaves, and a new key is made: its own key opens nothing new, what came before it still opens.
    before = groups.group_of(houses, first)["current"]
    houses.submit("FD", "revoke", ["FD", second.key], second.user)
    groups.make(houses, first)
    current = groups.group_of(houses, first)["current"]
    assert current["turn"] == before["turn"] + 1
    assert second.key not in groups.group_of(houses, first)["members"]
    new, _ = seal(CONTENT, [groups.of_group_key(houses, first)])
    assert open_dossier(new, groups.opener(houses, first))["name"] == CONTENT["name"]
    with pytest.raises(NotRecipient):
        open_dossier(new, groups.opener(houses, second))
    assert open_dossier(dossier, groups.opener(houses, second))["name"] == CONTENT["name"]
    assert open_dossier(dossier, groups.opener(houses, first))["name"] == CONTENT["name"]


def test_nobody_makes_shares_or_takes_the_key_of_a_group_that_is_not_its_own(houses: Scene) -> None:
    first, late, other = houses.institution("CAD"), houses.institution("CAD"), houses.institution("FD")
    groups.keyed(houses, first)
    groups.keyed(houses, other)
    secret, jwk = new_group_key(civil_day(houses.now()).year)
    kid = groups.group_of(houses, first)["current"]["jwk"]["kid"]
    to_first, to_other = (seal_secret(secret, groups.of_year(houses, member)) for member in (first, other))
    key = {"jwk": jwk, "voucher": vouched("group", "CAD", first.signer, jwk), "secret": to_first}
    share = {"receiver": late.key, "kid": kid, "secret": to_first}
    foreign = {"receiver": other.key, "kid": kid, "secret": to_other}
    off_curve = {**jwk, "y": jwk["x"]}
    for member, kind, body, why in (
        (first, "group.key", {**key, "secret": to_other}, "sealed_to_other"),
        (first, "group.key", key, "has_key"),
        (first, "group.share", share, "not_joined"),
        (late, "group.share", {**share, "receiver": first.key}, "no_holder"),
        (other, "group.share", foreign, "other_kid"),
        (first, "group.erased", {"year": civil_day(houses.now()).year - 1}, "too_early"),
    ):
        assert refusal(houses, member.role, "lock", lock_of(houses, member, kind, **body)) == (
            "contract.group", why,
        )  # fmt: skip
    draft = lock_of(houses, first, "group.key", **key)
    for wrong in (off_curve, {name: jwk[name] for name in jwk if name != "kid"}):
        draft[0]["event"]["body"]["jwk"] = wrong
        assert refusal(houses, "CAD", "lock", draft)[0] == "contract.body"
    assert houses.query("FD", "groups", user=other.user, kids=[kid]) == {}


def test_a_secret_that_does_not_open_is_asked_for_again(houses: Scene) -> None:
    first, second = houses.institution("R"), houses.institution("R")
    groups.keyed(houses, first)
    groups.join(houses, second)
    groups.share(houses, first, second, new_group_key(2026)[0])
    with pytest.raises(DossierDamaged):
        groups.secret_of(houses, second)
    groups.join(houses, second)
    assert not groups.group_of(houses, first)["current"]["shares"][second.key]
    groups.share(houses, first, second)
    assert groups.secret_of(houses, second) == groups.secret_of(houses, first)
    assert len(groups.group_of(houses, first)["members"]) <= MOST_MEMBERS


def test_a_members_keys_end_when_the_time_has_come(tmp_path: Path) -> None:
    """Embedded only: a network's certificates do not live that long. What comes too early, see above."""
    scene = EmbeddedScene(tmp_path / "ledger.sqlite")
    member = scene.people["B"]
    groups.keyed(scene, member)
    year = civil_day(scene.now()).year
    with scene.on_day(366):
        groups.keyed(scene, member)
    with scene.on_day(12 * 366):
        assert scene.query("B", "erasable")["year"] == year
        groups.run(scene, member, "group.erased", year=year)
        word = lock_of(scene, member, "group.erased", year=year)
        assert refusal(scene, "B", "lock", word) == ("contract.group", "erased_already")
        assert scene.query("B", "erasable")["erased"] == year
    scene.close()
