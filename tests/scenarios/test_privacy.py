"""All that stands in the blocks is named in docs/privacy.md, and what is named there stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bench.world import account_tag
from loc_desktop.contract.client import code_of, new_id
from loc_desktop.contract.flow_rules import links
from loc_desktop.identity.errors import NotRecipient
from loc_desktop.identity.group_keys import decryptor_of
from loc_desktop.identity.sealing import open_dossier, seal
from loc_desktop.script.unlock import sign_result
from tests.scenarios import extract, groups
from tests.scenarios.case import Case
from tests.scenarios.embedded_scene import EmbeddedScene
from tests.scenarios.scene import Json, Member, Scene
from tests.scenarios.test_two_persons import name_substitute

PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"
RULES = re.compile(r"(call|answer):init\b|state:rules\b|key:rules\b")
"""The rules are public by design: their own members are not looked at one by one."""

PERSONAL = {
    "type": "dossier", "version": 2, "name": "欧阳晓岚", "identity_number": "350802198107142233",
    "person_salt": "s", "address": "新罗区小池镇七号", "phone": "13950812233", "group": "三组",
    "purpose": "买羊", "income": 1_837_401, "asset": 2_946_503, "debt": 3_057_609, "attachments": [],
}  # fmt: skip
NUMBER = "6222023500011287"
SMALLEST = 256
"""Bytes of the size class of a sealed number."""


def named() -> dict[str, set[str]]:
    """The page's table: what it is -> the members that say it."""
    part = PAGE.read_text(encoding="utf-8").split("## What all of them read")[1].split("## What is sealed")[0]
    rows = [line.split("|")[1:3] for line in part.splitlines() if line.startswith("| ")][1:]
    return {what.strip(): set(re.findall(r"`(\w+)`", names)) for what, names in rows}


def member_of(path: str) -> str:
    """The name under which a leaf stands: the last of its path that is one; a key where one is the name."""
    name = re.sub(r"\[\]", "", path).rsplit(".", 1)[-1]
    return "key" if re.fullmatch(r"A[\w-]{43}", name) else name


def told(leaves: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """Names that were found, with a path of each; keys of the state and positional arguments are ids."""
    paths: dict[str, str] = {}
    for path, _ in leaves:
        if "." in path and not RULES.match(path) and not path.startswith("signed"):
            paths.setdefault(member_of(path), path)
    return paths


def something_of_everything(scene: Scene) -> tuple[Member, Json, dict[str, str]]:
    """A customer's whole story, with a real dossier; the customer, the sealed dossier, and texts that are in
    the clear."""
    customer = scene.member()
    offices = [scene.people[role] for role in ("B", "CAD", "FD", "R")]
    for member in offices:
        groups.keyed(scene, member)
    sealed_to = [groups.of_group_key(scene, member) for member in offices]
    jwe, commitment = seal(PERSONAL, [*sealed_to, customer.identity.member_record()])
    Case(scene, {**scene.people, "C": customer})
    bank = scene.people["B"].key
    tag = linked(scene, customer)
    draft = scene.application(customer, dossier=jwe, commitment=commitment)
    cc = scene.lock(draft, customer)
    assert scene.unlock(cc)["code"] == 0
    scene.prepay(customer, cc["event"]["id"], 123_457)
    returned_and_corrected(scene, customer, sealed_to)
    left = scene.member()
    scene.submit("C", "revoke", ["C", left.key], scene.registrars["C"].user)
    scene.run("asset.deposit", customer, amount=765_431, bank=bank, account=customer.key, transfer=new_id())
    officer, other = scene.people["CAD"], scene.institution("CAD")
    areas = [{"code": "350802", "name": "新罗区"}]
    scene.submit("CAD", "register", [{**officer.identity.member_record(), "areas": areas}], officer.user)
    name_substitute(scene, officer, other)
    waiting = scene.application(customer).granted_by({}, substitutes={officer.key: other.key})
    scene.lock(waiting, customer)
    return customer, jwe, {"link": tag, "amount": "765431", "principal": "123457", "key": customer.key}


def returned_and_corrected(scene: Scene, customer: Member, sealed_to: list[Any]) -> None:
    """An application that the bank returns with an explanation, and the one that names it."""
    event = scene.lock(scene.application(customer), customer)["event"]["id"]
    bank = scene.people["B"]
    note, commitment = seal({"text": PERSONAL["address"]}, [*sealed_to, customer.identity.member_record()])
    said: dict[str, Any] = {"event": event, "role": "B", "grantor": bank.key}
    said |= {"note": note, "commitment": commitment}
    scene.run("event.evidence", bank, seen="visit", **said)
    scene.run("event.return", bank, missing=["income_proof", "other"], **said)
    scene.lock(scene.application(customer, former=event), customer)


def linked(scene: Scene, customer: Member) -> str:
    """The customer's bank account is linked, its number sealed as a desk does it; the bank's tag of it."""
    bank = scene.people["B"]
    people = [member.identity.member_record() for member in (customer, bank, scene.people["R"])]
    number, _ = seal({"number": NUMBER}, people, SMALLEST)
    draft = scene.draft("account.link", account=customer.key, bank=bank.key, number=number)
    cc, tag = scene.lock(draft, customer), account_tag(NUMBER)
    passed = sign_result(cc["event"], "B", bank.signer, "Pass", scene.now(), reason=links.reason_of(tag))
    assert scene.submit("B", "unlock", [code_of(cc["event"], [passed]), 0])["code"] == 0
    opened = open_dossier(number, decryptor_of(bank.secrets))
    assert opened["number"] == NUMBER
    with pytest.raises(NotRecipient):
        open_dossier(number, decryptor_of(scene.people["CAD"].secrets))
    return tag


def check(leaves: list[tuple[str, Any]], clear: dict[str, str]) -> set[str]:
    """Everything found is on the page; returns what of the page was not found."""
    paths, page = told(leaves), {name for names in named().values() for name in names}
    unknown = {name: path for name, path in paths.items() if name not in page}
    assert not unknown, f"not named in docs/privacy.md: {unknown}"
    said = {(member_of(path), str(value)) for path, value in leaves}
    for name, value in clear.items():
        assert (name, value) in said, f"{name} {value} is not in the clear any more: change docs/privacy.md"
    values = {str(value) for _, value in leaves}
    personal = {str(value) for value in PERSONAL.values() if len(str(value)) > 4} - {"dossier"}
    assert not values & {*personal, NUMBER}
    return page - set(paths)


def not_in(data: bytes) -> None:
    """What identifies a person does not stand in a file, in whichever place."""
    for name, value in PERSONAL.items():
        if len(str(value)) > 4 and name not in ("type", "attachments"):
            assert str(value).encode() not in data, name
    assert NUMBER.encode() not in data


def fields_of(scene: Scene) -> set[str]:
    """The members that bodies of events have by the rules; what is inside them is found otherwise."""
    current = scene.query("R", "rules")["current"]["digest"]
    flows = scene.query("R", "rules", digest=current)["content"]["flows"]["flows"]
    return {name.rstrip("?") for flow in flows for name in flow["body"]} - {"dossier"}


def opens(scene: Scene, jwe: Json, customer: Member) -> None:
    offices = [scene.people[role] for role in ("B", "CAD", "FD", "R")]
    for decryptor in (
        decryptor_of(customer.secrets),
        *(groups.opener(scene, member) for member in offices),
    ):
        opened = open_dossier(jwe, decryptor)
        assert {name: opened[name] for name in PERSONAL} == PERSONAL
    for member in (scene.people["C"], scene.registrars["C"], scene.registrars["R"], scene.member("B")):
        with pytest.raises(NotRecipient):
            open_dossier(jwe, decryptor_of(member.secrets))
    for member in (scene.institution("B"), scene.institution("R")):  # colleagues who were not given the key
        with pytest.raises(NotRecipient):
            open_dossier(jwe, groups.opener(scene, member))


def test_an_embedded_ledgers_file_tells_what_the_page_says(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    scene = EmbeddedScene(file)
    customer, jwe, clear = something_of_everything(scene)
    opens(scene, jwe, customer)
    fields = fields_of(scene)
    scene.close()
    unseen = check(list(extract.of_embedded(file)), clear)
    # Of kinds of event that did not occur here, the bodies are on the page as well.
    assert unseen <= fields, f"named in docs/privacy.md and not found: {unseen - fields}"
    assert fields <= {name for names in named().values() for name in names}
    for path in tmp_path.iterdir():
        not_in(path.read_bytes())


@pytest.mark.fabric
@pytest.mark.parametrize("scene", ["fabric"], indirect=True)
def test_a_peers_and_the_orderers_block_file_tell_what_the_page_says(scene: Any) -> None:
    for role in ("B", "CAD", "FD", "R"):  # what desks of other tests hold, ends before
        groups.keyed(scene, scene.people[role])
    start = scene.ledger("R").height()
    customer, jwe, clear = something_of_everything(scene)
    opens(scene, jwe, customer)
    layout = scene.network.network.layout
    peer = layout.node("C", "peer0.C") / "data" / "ledgersData" / "chains" / "chains" / "loan"
    orderer = layout.node("Orderer", "orderer0.Orderer") / "data" / "chains" / "loan"
    seen = [list(extract.of_block_file(folder / "blockfile_000000", start)) for folder in (peer, orderer)]
    check(seen[0], clear)
    # The orderer judges no transaction: none of its copy has a time that counts.
    told = [[leaf for leaf in leaves if leaf[0] != "signed.time"] for leaves in seen]
    assert told[0] == told[1], "the orderer reads what a peer reads"
    for node in (peer, orderer):
        not_in((node / "blockfile_000000").read_bytes())
    # A certificate of C that no member record stands behind gets the same from the peer.
    stranger = scene.certified("C")
    with scene.as_user("C", stranger) as ledger:
        read = [leaf for number in range(start, ledger.height()) for leaf in of_block(ledger, number)]
    assert [leaf for leaf in seen[0] if not leaf[0].startswith(("state:", "key:"))] == read


def of_block(ledger: Any, number: int) -> Iterator[tuple[str, Any]]:
    for transaction in ledger.block(number).transactions:
        yield from extract.of_transaction(transaction)
