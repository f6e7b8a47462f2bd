"""A group's key: who makes it, who gets it, what a member cannot do to the others, when it may go."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from loc_desktop.contract.client import new_id
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.flow_rules import groups
from loc_desktop.contract.flow_rules.groups import MOST_MEMBERS, voucher_bytes
from loc_desktop.contract.state import Caller
from loc_desktop.identity.entry import Secrets
from loc_desktop.identity.group_keys import GroupDecryptor, decryptor_of, named, new_group_key, seal_secret
from loc_desktop.identity.sealing import Recipient, of_group
from tests.contract.world import World, signer

Json = Any


class Groups(World):
    """Members that have keys of the years; ``R2`` to ``R4`` are colleagues of ``R``, ``B2`` of ``B``."""

    def __init__(self) -> None:
        super().__init__()
        self.organisations: dict[str, str] = {}
        self.secrets = {name: Secrets.generate() for name in self.signers}
        for name in ("R2", "R3", "R4"):
            self.colleague(name, "R")

    def colleague(self, name: str, role: str) -> None:
        self.signers[name], self.roles[name] = signer(name), role
        self.secrets[name] = Secrets.generate()
        self.invoke(name, "register", [self.record(name)])

    def caller(self, name: str, registrar: bool = False) -> Caller:
        caller = super().caller(name, registrar)
        return replace(caller, organisation=getattr(self, "organisations", {}).get(name, caller.organisation))

    @property
    def year(self) -> int:
        return int(self.now[:4])

    def jwk(self, name: str) -> dict[str, str]:
        years = self.secrets[name].years
        assert years is not None
        scalar = years.scalar(self.year)
        assert scalar is not None
        return named(scalar, self.year)

    def voucher(self, name: str, purpose: str, jwk: Json) -> str:
        return self.signers[name].sign(voucher_bytes(purpose, self.roles[name], self.key(name), jwk))

    def sign(self, name: str, kind: str, **body: Json) -> Json:
        """One event of this member; the outcome."""
        draft = self.draft(kind, role=self.roles[name], member=self.key(name), **body)
        return self.unlock(self.locked(draft, (name,)), by=name)

    def join(self, *names: str, **other: Json) -> None:
        for name in names:
            jwk = {**self.jwk(name), **other}
            self.sign(name, "group.join", jwk=jwk, voucher=self.voucher(name, "year", jwk))

    def recipient(self, name: str) -> Recipient:
        entry = self.group(name)["members"][self.key(name)]
        return of_group("year", name, self.roles[name], self.key(name), entry)

    def make(self, name: str, *shared: str) -> bytes:
        """A new key of the member's group, given to ``shared`` at once; its secret."""
        secret, jwk = new_group_key(self.year)
        voucher = self.voucher(name, "group", jwk)
        sealed = seal_secret(secret, self.recipient(name))
        self.sign(name, "group.key", jwk=jwk, voucher=voucher, secret=sealed)
        for other in shared:
            self.share(name, other, secret)
        return secret

    def share(self, name: str, other: str, secret: bytes, **more: Json) -> None:
        sealed = seal_secret(secret, self.recipient(other))
        kid = self.current(name)["jwk"]["kid"]
        self.sign(name, "group.share", **{"receiver": self.key(other), "kid": kid, "secret": sealed, **more})

    def group(self, name: str) -> Json:
        role = self.roles[name]
        return next(group for group in self.query(name, "groups") if group["role"] == role)

    def current(self, name: str) -> Json:
        return self.group(name)["current"]


@pytest.fixture
def world() -> Groups:
    return Groups()


def holders(world: Groups, name: str) -> set[str]:
    """Who was given the present key and has not asked for it anew."""
    return {key for key, event in world.current(name)["shares"].items() if event}


def refused(world: Groups, name: str, kind: str, **body: Json) -> str:
    """The cause of the refusal of an event, or its code where it has none; nothing is written."""
    before = copy.deepcopy(world.ledger.values)
    with pytest.raises(ContractError) as caught:
        world.sign(name, kind, **body)
    assert world.ledger.values == before
    why = caught.value.params.get("why")
    return getattr(why, "code", caught.value.code).rpartition(".")[2]


def test_a_member_makes_its_groups_key_and_gives_it_to_the_others(world: Groups) -> None:
    world.join("R", "R2")
    secret = world.make("R", "R2")
    current = world.current("R")
    assert set(current["shares"]) == {world.key("R"), world.key("R2")}
    assert (current["year"], current["turn"], current["maker"]) == (2026, 1, world.key("R"))
    for name in ("R", "R2"):
        found = world.query(name, "groups", kids=["x", current["jwk"]["kid"]])
        view = world.query(name, "event", id=found["shares"][world.key(name)])
        decryptor = decryptor_of(world.secrets[name])
        assert isinstance(decryptor, GroupDecryptor)
        body = view["cc"]["event"]["body"]
        assert decryptor.secret(current["jwk"]["kid"], body["secret"]) == secret


def test_the_key_is_made_once_a_year_and_anew_when_a_holder_was_revoked(world: Groups) -> None:
    world.join("R", "R2")
    first = world.make("R", "R2")
    before = world.current("R")
    jwk = new_group_key(2026)[1]
    sealed = seal_secret(first, world.recipient("R2"))
    body = {"jwk": jwk, "voucher": world.voucher("R2", "group", jwk), "secret": sealed}
    assert refused(world, "R2", "group.key", **body) == "has_key"
    world.invoke("R", "revoke", ["R", world.key("R")])
    world.make("R2")
    assert (world.current("R2")["turn"], set(world.group("R2")["members"])) == (2, {world.key("R2")})
    # The replaced key is kept with the day until which it was used: what was sealed to it stays readable.
    old = world.query("R2", "groups", kids=[before["jwk"]["kid"]])
    assert {**before, "until": "2026-11-22"} == old
    world.now = "2027-01-04T01:00:00Z"
    world.join("R2")
    world.make("R2")
    assert (world.current("R2")["year"], world.current("R2")["turn"]) == (2027, 1)


def test_a_member_that_is_given_what_it_cannot_open_asks_again(world: Groups) -> None:
    """A secret that is sealed to nobody cannot be seen; its receiver says so by joining again."""
    world.join("R", "R2")
    world.make("R")
    world.share("R", "R2", new_group_key(2026)[0])
    world.join("R2")
    assert holders(world, "R") == {world.key("R")}
    world.join("R")
    assert holders(world, "R") == set()
    world.make("R2", "R")  # nobody held it any more
    assert set(world.current("R")["shares"]) == {world.key("R"), world.key("R2")}


@pytest.mark.parametrize(("leaving", "stays"), [("R", "R2"), ("R2", "R")])
def test_who_asks_anew_and_leaves_has_held_the_key_all_the_same(
    world: Groups, leaving: str, stays: str
) -> None:
    """It knows the secret that it said it could not open: a new key is made, whoever made the old one."""
    world.join("R", "R2")
    world.make("R", "R2")
    world.join(leaving)
    world.invoke(leaving, "revoke", ["R", world.key(leaving)])
    assert world.key(leaving) in world.current(stays)["shares"]
    world.make(stays)
    current = world.current(stays)
    assert (current["turn"], set(current["shares"])) == (2, {world.key(stays)})


def test_who_asks_anew_gives_the_key_to_nobody_before_it_has_it(world: Groups) -> None:
    world.join("R", "R2", "R3")
    secret = world.make("R", "R2")
    world.join("R2")
    sealed = seal_secret(secret, world.recipient("R3"))
    body = {"receiver": world.key("R3"), "kid": world.current("R")["jwk"]["kid"], "secret": sealed}
    assert refused(world, "R2", "group.share", **body) == "no_holder"
    world.share("R", "R2", secret)
    world.share("R2", "R3", secret)
    assert holders(world, "R") == {world.key(name) for name in ("R", "R2", "R3")}


def test_nobody_makes_the_key_of_another_organisation(world: Groups) -> None:
    world.join("CAD")
    world.make("CAD")
    world.signers["CADX"], world.roles["CADX"] = signer("CADX"), "CAD"
    world.organisations["CADX"] = "org-X"
    world.secrets["CADX"] = Secrets.generate()
    world.invoke("CADX", "register", [{**world.record("CADX"), "organisation": "org-X"}])
    world.join("CADX")
    kid = world.current("CAD")["jwk"]["kid"]
    rows = {group["organisation"]: group for group in world.query("C", "groups") if group["role"] == "CAD"}
    assert set(rows["org-CAD"]["members"]) == {world.key("CAD")}
    assert rows["org-CAD"]["current"]["jwk"]["kid"] == kid
    assert set(rows["org-X"]["members"]) == {world.key("CADX")}
    entry = rows["org-X"]["members"][world.key("CADX")]
    sealed = seal_secret(b"1" * 32, of_group("year", "", "CAD", world.key("CADX"), entry))
    share = {"receiver": world.key("CAD"), "kid": kid, "secret": sealed}
    assert refused(world, "CADX", "group.share", **share) == "other_kid"
    assert world.query("CADX", "groups", kids=[kid]) == {}


def test_a_key_that_nobody_can_seal_to_is_not_taken(world: Groups) -> None:
    world.join("R")
    jwk = world.jwk("R")
    for wrong, why in (
        ({**jwk, "y": jwk["x"]}, "encryption_coordinates"),
        ({name: value for name, value in jwk.items() if name != "kid"}, "encryption_members"),
        ({**jwk, "kid": world.key("R")}, "kid"),
        ({**jwk, "kid": "2026." + "A" * 43}, "kid"),
        ({**jwk, "crv": "P-384"}, "encryption_curve"),
        ({**jwk, "use": "sig"}, "encryption_curve"),
        ({**jwk, "x": jwk["x"] + "A" * 5000}, "encryption_coordinates"),
    ):
        voucher = world.voucher("R", "year", wrong)
        assert refused(world, "R", "group.join", jwk=wrong, voucher=voucher) == why
    other = named(Secrets.generate().sign, 2027)
    assert (
        refused(world, "R", "group.join", jwk=other, voucher=world.voucher("R", "year", other)) == "key_year"
    )
    foreign = world.voucher("R2", "year", jwk)
    long, wrong_one = "A" * 9000, "A" * 96
    for voucher, why in (
        (wrong_one, "vouched"),
        (foreign, "vouched"),
        ("", "signature"),
        (long, "signature"),
    ):
        assert refused(world, "R", "group.join", jwk=jwk, voucher=voucher) == why


def test_a_secret_is_sealed_to_the_one_key_of_its_receiver(world: Groups) -> None:
    world.join("R", "R2")
    secret, jwk = new_group_key(2026)
    to_other, own = seal_secret(secret, world.recipient("R2")), seal_secret(secret, world.recipient("R"))
    both = {**own, "recipients": [*own["recipients"], *to_other["recipients"]]}
    nobody = {**own, "recipients": []}
    voucher = world.voucher("R", "group", jwk)
    for sealed in (to_other, both, nobody):
        assert refused(world, "R", "group.key", jwk=jwk, voucher=voucher, secret=sealed) == "sealed_to_other"
    long = {**own, "ciphertext": "A" * 1025}
    assert refused(world, "R", "group.key", jwk=jwk, voucher=voucher, secret=long) == "sealed_size"
    world.make("R")
    kid = world.current("R")["jwk"]["kid"]
    body = {"receiver": world.key("R2"), "kid": kid}
    assert refused(world, "R", "group.share", **body, secret=own) == "sealed_to_other"
    assert refused(world, "R2", "group.share", **body, secret=to_other) == "no_holder"
    assert (
        refused(world, "R", "group.share", **{**body, "kid": "2026." + "A" * 43}, secret=to_other)
        == "other_kid"
    )
    body["receiver"] = world.key("R3")
    assert refused(world, "R", "group.share", **body, secret=to_other) == "not_joined"
    body["receiver"] = world.key("R")
    assert refused(world, "R", "group.share", **body, secret=own) == "is_holder"


def test_a_member_without_a_key_of_the_year_makes_no_key_and_a_customer_has_no_group(world: Groups) -> None:
    world.join("R")
    secret, jwk = new_group_key(2026)
    sealed = seal_secret(secret, world.recipient("R"))
    voucher = world.voucher("R2", "group", jwk)
    assert refused(world, "R2", "group.key", jwk=jwk, voucher=voucher, secret=sealed) == "not_joined"
    own = world.jwk("C")
    assert refused(world, "C", "group.join", jwk=own, voucher=world.voucher("C", "year", own)) == "one_of"


def test_thirteen_members_of_the_regulator_or_forty_leave_a_group_bounded(world: Groups) -> None:
    names = ["R", *(f"RM{number}" for number in range(MOST_MEMBERS))]
    for name in names[1:]:
        world.colleague(name, "R")
    world.join(*names[:MOST_MEMBERS])
    world.make("R", *names[1:13])
    late, jwk = names[-1], world.jwk(names[-1])
    body = {"jwk": jwk, "voucher": world.voucher(late, "year", jwk)}
    assert refused(world, late, "group.join", **body) == "group_full"
    world.invoke(names[1], "revoke", ["R", world.key(names[1])])
    world.join(late)
    assert len(world.group("R")["members"]) == MOST_MEMBERS
    assert len(str(world.group("R"))) < 24_000


def test_who_joins_and_leaves_again_and_again_does_not_make_the_record_grow(world: Groups) -> None:
    world.join("R", "R2")
    secret = world.make("R", "R2")
    for number in range(MOST_MEMBERS - 2):
        world.colleague(f"RX{number}", "R")
        world.join(f"RX{number}")
        world.share("R", f"RX{number}", secret)
        world.invoke(f"RX{number}", "revoke", ["R", world.key(f"RX{number}")])
    world.colleague("late", "R")
    world.join("late")
    sealed, kid = seal_secret(secret, world.recipient("late")), world.current("R")["jwk"]["kid"]
    late = {"receiver": world.key("late"), "kid": kid, "secret": sealed}
    assert refused(world, "R", "group.share", **late) == "group_full"
    world.make("R", "R2", "late")
    assert len(world.current("R")["shares"]) == 3


def test_the_keys_of_a_group_are_bounded_in_a_year(world: Groups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "_MOST_TURNS", 3)
    world.join("R")
    for _ in range(3):
        world.make("R")
        world.join("R")
    secret, jwk = new_group_key(2026)
    body = {"jwk": jwk, "voucher": world.voucher("R", "group", jwk)}
    sealed = seal_secret(secret, world.recipient("R"))
    assert refused(world, "R", "group.key", **body, secret=sealed) == "key_turns"


def test_one_member_does_not_use_up_the_groups_keys_of_a_year(
    world: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "_MOST_OWN_TURNS", 3)
    world.join("R", "R2")
    for _ in range(3):
        world.make("R")
        world.join("R")
    secret, jwk = new_group_key(2026)
    body = {"jwk": jwk, "voucher": world.voucher("R", "group", jwk)}
    sealed = seal_secret(secret, world.recipient("R"))
    assert refused(world, "R", "group.key", **body, secret=sealed) == "key_turns"
    world.make("R2")
    assert world.current("R")["maker"] == world.key("R2")


# --- the end of a key ---------------------------------------------------------------------------------------


def test_a_key_may_go_when_every_loan_of_its_time_ended_long_enough_ago(world: Groups) -> None:
    world.fund()
    world.join("B", "R", "FD")
    for name in ("B", "R", "FD"):
        world.make(name)
    loan = world.loan()
    assert world.query("B", "erasable")["year"] == 0
    world.now = "2027-03-01T01:00:00Z"
    world.join("B", "R")
    for name in ("B", "R"):
        world.make(name)
    # A loan that was paid out when nothing could wait any more that was sealed to the old key.
    world.now = "2027-07-01T01:00:00Z"
    world.loan("C2")
    world.now = "2028-02-01T01:00:00Z"
    _settle(world, loan)
    for name in ("B", "R"):
        world.now = "2038-01-31T01:00:00Z"
        assert world.query(name, "erasable")["year"] == 0
        world.now = "2038-02-01T01:00:00Z"
        may = world.query(name, "erasable")
        assert may == {
            "year": 2026, "retention": 10, "erased": 0, "keys": 1, "loans": 1, "last": "2026-11-22",
        }  # fmt: skip
    assert world.query("FD", "erasable")["year"] == 0  # its key was never replaced
    assert refused(world, "B", "group.erased", year=2027) == "key_in_use"
    assert refused(world, "B", "group.erased", year=9999) == "key_in_use"
    world.sign("B", "group.erased", year=2026)
    assert refused(world, "B", "group.erased", year=2026) == "erased_already"
    may = world.query("B", "erasable")
    assert (may["year"], may["erased"]) == (0, 2026)


def test_a_loan_that_runs_or_ended_a_short_while_ago_keeps_the_keys(world: Groups) -> None:
    world.fund()
    world.join("B")
    world.make("B")
    world.loan()
    world.now = "2027-03-01T01:00:00Z"
    world.join("B")
    world.make("B")
    world.loan("C2")  # what was sealed to the old key could wait until then
    world.now = "2045-03-01T01:00:00Z"
    assert world.query("B", "erasable")["year"] == 0
    assert world.query("R", "erasable")["year"] == 0
    world.now = "2035-01-01T01:00:00Z"
    world.join("B")
    assert refused(world, "B", "group.erased", year=2026) == "too_early"


def test_without_loans_a_key_is_kept_as_long_as_a_refused_application(world: Groups) -> None:
    world.join("CAD")
    world.make("CAD")
    world.now = "2027-01-04T01:00:00Z"
    world.join("CAD")
    world.make("CAD")
    world.now = "2037-04-04T01:00:00Z"
    assert world.query("CAD", "erasable")["year"] == 0
    world.now = "2037-04-05T01:00:00Z"  # replaced on 4 January 2027, 90 days of waiting, ten years
    assert world.query("CAD", "erasable")["year"] == 2026


def _settle(world: Groups, loan: str) -> None:
    bank, customer = world.key("B"), world.key("C")
    world.run("asset.deposit", amount=1_000_000, account=customer, bank=bank, transfer=new_id())
    owed = world.query("B", "loan", id=loan)["position"]
    parts = {name: owed[f"due_{name}"] for name in ("principal", "interest")} | {"penalty": owed["penalty"]}
    amount = sum(parts.values())
    assert (
        world.run("principal.repay", loan=loan, amount=amount, payer=customer, bank=bank, **parts)["code"]
        == 0
    )
    view = world.query("B", "loan", id=loan)
    assert (view["status"], view["changed"]) == ("repaid", world.now[:10])
