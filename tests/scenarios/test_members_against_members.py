"""What a member with a good key tries against the others, on both ledgers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bench.world import account_tag, sealed_number
from loc_desktop.contract.client import new_id
from loc_desktop.contract.fields import MAX_SEALED
from loc_desktop.contract.flow_rules.links import MOST_LINKS
from loc_desktop.identity.authority import Authority
from loc_desktop.ledger.api import EndorseError, User
from loc_desktop.ledger.index.index import Index
from loc_desktop.script.items import Chaincode
from loc_desktop.script.unlock import sign_result
from tests.scenarios.embedded_scene import MemoryStore
from tests.scenarios.scene import LOAN_FEN, SEALED, Member, Scene, new_member
from tests.scenarios.test_flows import account_number

Json = Any


def refusal(scene: Scene, role: str, fn: str, args: list[Json], user: User | None = None) -> tuple[str, str]:
    """The contract's code, and the name of the cause inside ("" without one)."""
    with pytest.raises(EndorseError) as caught:
        scene.send(role, fn, args, user)
    why = caught.value.params.get("why")
    return caught.value.code, getattr(why, "code", "").rpartition(".")[2]


def test_who_grants_an_event_stands_under_its_signature(scene: Scene) -> None:
    """Another of the customers' organisations locks a victim's event with departments of its own choice."""
    customer, civil, finance = scene.member(), scene.institution("CAD"), scene.institution("FD")
    cc = scene.chaincode(scene.application(customer), customer)
    for place, other in ((1, civil), (2, finance)):
        keys = [dict(key) for key in cc["keys"]]
        keys[place]["key"] = other.key
        assert refusal(scene, "C", "lock", [{**cc, "keys": keys}]) == (
            "contract.grantors",
            "grantors_signed",
        )
        body = dict(cc["event"]["body"])
        body["grantors"] = [{"role": grantor["role"], "key": grantor["key"]} for grantor in keys]
        forged = {**cc, "keys": keys, "event": {**cc["event"], "body": body}}
        assert refusal(scene, "C", "lock", [forged])[0] == "contract.signature"
    scene.submit("C", "lock", [cc])
    assert scene.unlock(cc)["code"] == 0


def test_a_grantor_is_a_member(scene: Scene) -> None:
    customer, stranger = scene.member(), new_member("FD", scene.organisation("FD"))
    cc = scene.chaincode(scene.application(customer, others=[stranger]), customer)
    assert refusal(scene, "C", "lock", [cc])[0] == "contract.not_member"


def test_a_bank_issues_no_more_than_its_cap_until_the_regulator_raises_it(scene: Scene) -> None:
    """Under whichever of its keys: it enrols as many as it likes."""
    bank, other = scene.funded_bank(0), scene.funded_bank(0)
    before = scene.query("R", "cap", bank=bank.key)
    cap, room = before["cap"], before["cap"] - before["outstanding"]

    def issue(amount: int, of: Member = bank) -> Json:
        draft = scene.draft("fund.issue", amount=amount, bank=of.key, transfer=new_id())
        return scene.unlock(scene.lock(draft, of), members=[of])

    beyond = issue(room + 1)
    assert (beyond["code"], beyond["failure"]["code"]) == (4, "contract.issue_cap")
    assert beyond["failure"]["params"]["outstanding"] == before["outstanding"]
    assert issue(room)["code"] == 0
    for key in (bank, other, scene.people["B"]):
        assert issue(1, key)["code"] == 4
        assert scene.query("R", "cap", bank=key.key)["outstanding"] == cap
    scene.run("fund.cap", bank, amount=cap + 1, bank=bank.key, reason="one fen more")
    assert issue(1, other)["code"] == 0
    assert issue(1)["code"] == 4
    assert scene.query("R", "cap", bank=bank.key) == {
        "bank": bank.key,
        "cap": cap + 1,
        "outstanding": cap + 1,
    }
    for key, held in ((bank, room), (other, 1)):
        scene.run("fund.redeem", key, members=[key], amount=held, bank=key.key, transfer=new_id())
    assert scene.query("R", "cap", bank=bank.key)["outstanding"] == before["outstanding"]


def test_a_cap_that_was_lowered_is_kept(scene: Scene) -> None:
    """Room in one slot is no room while others hold more than their share."""
    bank = scene.funded_bank(0)

    def cap(amount: int) -> None:
        scene.run("fund.cap", bank, amount=amount, bank=bank.key, reason="another cap")

    def redeem(amount: int) -> None:
        scene.run("fund.redeem", bank, members=[bank], amount=amount, bank=bank.key, transfer=new_id())

    def issue(amount: int) -> int:
        draft = scene.draft("fund.issue", amount=amount, bank=bank.key, transfer=new_id())
        return int(scene.unlock(scene.lock(draft, bank), members=[bank])["code"])

    before = scene.query("R", "cap", bank=bank.key)
    assert issue(before["cap"] - before["outstanding"]) == 0
    cap(before["cap"] // 2)
    room = before["cap"] - before["outstanding"]
    redeem(room // 3)
    assert issue(1) == 4, "the house as a whole is far above its cap"
    redeem(room - room // 3)
    outstanding = scene.query("R", "cap", bank=bank.key)["outstanding"]
    assert issue(before["cap"] // 2 - outstanding + 1) == 4
    assert issue(before["cap"] // 2 - outstanding) == 0
    assert issue(1) == 4
    redeem(before["cap"] // 2 - outstanding)
    cap(before["cap"])


def test_another_banks_cap_is_its_own(houses: Scene) -> None:
    bank, other = houses.people["B"], houses.certified("B", organisation=houses.outside("B"))
    houses.submit("B", "register", [other.identity.member_record()], other.user)
    cap = houses.query("R", "cap", bank=bank.key)
    assert houses.query("R", "cap", bank=other.key)["outstanding"] == 0
    draft = houses.draft("fund.issue", amount=7, bank=other.key, transfer=new_id())
    cc = houses.chaincode(draft, other)
    houses.submit("B", "lock", [cc], other.user)
    assert houses.submit("B", "unlock", [houses.code(cc, members=[other]), 0], other.user)["code"] == 0
    assert houses.query("R", "cap", bank=other.key)["outstanding"] == 7
    assert houses.query("R", "cap", bank=bank.key) == cap


def test_nobody_takes_another_organisations_name_or_one_that_looks_like_it(houses: Scene) -> None:
    """Blanks, width, case, signs and letters that nobody sees or that look like others make no other name."""
    bank = houses.certified("B")
    named = f"Bank {bank.key[:12]} of 石门"
    own = {**bank.identity.member_record(), "name": named}
    houses.submit("B", "register", [own], bank.user)
    other = houses.certified("B", organisation=houses.outside("B"))

    def register(name: str, member: Member = other) -> str:
        record = {**member.identity.member_record(), "name": name}
        try:
            return str(houses.submit("B", "register", [record], member.user)["status"])
        except EndorseError as error:
            return error.code

    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() and sign != " " else sign for sign in named)
    for taken in (named, f" {named} ", named.replace(" ", "  "), named.upper(), named.lower(), wide):
        assert register(taken) == "contract.name_taken", taken
    for sign in (".", "\u3002", "\u00b7", "\u2024", "\u302a", "-", "\u2010", "()", "\u00a8"):
        assert register(named + sign) == "contract.name_taken", ascii(sign)
    hidden = ("\u3000", "\u200b", "\u202e", "\u00ad", "\ufeff", "\x00", "\n", "\ue000")
    for unseen in (
        *(named + sign for sign in hidden),
        named.replace("B", "\u0412"),
        named.replace("石", "⽯"),
    ):
        assert register(unseen) == "contract.record", unseen
    assert register(" ") == register("\u3000") == "contract.record"
    assert register(f"{named} (branch)") == "active"
    assert register(named, bank) == "active"  # renewed


def test_what_is_larger_than_any_honest_transaction_is_refused_unread(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    code, name = scene.code(cc), cc["event"]["id"]
    event, result = cc["event"], code["results"][0]
    wide = {f"m{number}": 1 for number in range(5_000)}
    deep: Json = "x"
    for _ in range(7):
        deep = [deep] * 5
    huge = "x" * 2_000_000
    codes: list[Json] = [
        {**code, "event": {**event, "body": {**event["body"], **wide}}},
        {**code, "event": {**event, "body": {**event["body"], "reason": huge}}},
        {**code, "event": {**event, "body": deep}},
        {**code, "event": {**event, "signatures": event["signatures"] * 5_000}},
        {**code, "results": [{**result, "at": huge}, *code["results"][1:]]},
        {**code, "results": [{**result, "terms": wide}, *code["results"][1:]]},
    ]
    too_large = "contract.too_large"
    for bad in codes:
        assert refusal(scene, "B", "unlock", [bad, 0])[0] == too_large
        assert (
            scene.ledger("B").evaluate("unlock_many", [[bad], 0], scene.carrier("B"))[0]["error"] == too_large
        )
    for more in (wide, {"deep": deep}, {"huge": huge}):
        bad = {**cc, "event": {**event, "id": new_id(), "body": {**event["body"], **more}}}
        assert refusal(scene, "C", "lock", [bad])[0] == too_large
    for more in ({"at": huge}, {"terms": wide}, {"reason": huge}):
        assert refusal(scene, "B", "grant", [name, {**result, **more}])[0] == too_large
    record = scene.people["B"].identity.member_record()
    for more in ({"name": huge}, {"encryption": {**record["encryption"], "kid": huge}}):
        assert refusal(scene, "B", "register", [{**record, **more}])[0] == too_large
    assert "tries" not in scene.query("R", "event", id=name)["status"]
    assert scene.unlock(cc)["code"] == 0


def test_an_application_with_the_largest_dossier_is_locked_and_paid_out(scene: Scene) -> None:
    """What the bounds leave room for, and the network, where it is in the lock twice."""
    customer = scene.member()
    largest = {**SEALED, "ciphertext": "A" * MAX_SEALED}
    cc = scene.lock(scene.application(customer, dossier=largest), customer)
    assert scene.unlock(cc)["code"] == 0
    beyond = scene.application(customer)
    beyond.event["body"]["dossier"] = {**SEALED, "ciphertext": "A" * (MAX_SEALED + 4)}
    assert refusal(scene, "C", "lock", [scene.chaincode(beyond, customer)])[0] == "contract.body"


def test_a_report_of_all_the_years_to_come_keeps_no_peer_busy(scene: Scene) -> None:
    scene.loan(scene.member())
    for until in ("9999-12-31", f"{int(scene.now()[:4]) + 3}-12-31"):
        with pytest.raises(EndorseError) as caught:
            scene.query("FD", "report", until=until)
        assert caught.value.code == "contract.arguments"
    assert scene.query("FD", "report", until=f"{int(scene.now()[:4]) + 1}-12-31")


def test_two_of_the_three_who_grant_pay_nothing_out(scene: Scene) -> None:
    """Nor with the customer: the third's Pass is missing, made by one of them, or a Failed turned round."""
    customer = scene.member()
    for absent in ("B", "CAD", "FD"):
        cc = scene.lock(scene.application(customer), customer)
        code, place = scene.code(cc), [key["role"] for key in cc["keys"]].index(absent)
        accomplice = scene.people["CAD" if absent != "CAD" else "FD"].signer
        passed = sign_result(cc["event"], absent, accomplice, "Pass", scene.now())
        others = [result for result in code["results"] if result["role"] != absent]
        refused = scene.results(cc, failed=[absent])[place]
        for third in ([], [passed], [{**passed, "key": scene.key(absent)}], [{**refused, "verdict": "Pass"}]):
            results = [*others[:place], *third, *others[place:]]
            outcome = scene.submit("C", "unlock", [{**code, "results": results}, 0])
            assert (outcome["code"] != 0, outcome["status"]) == (True, "pending"), (absent, third)
        scene.run("event.withdraw", customer, event=cc["event"]["id"], role="C", signer=customer.key)
    assert scene.balance(customer) == 0


def test_a_customer_tries_to_unlock_its_own_events_only(scene: Scene) -> None:
    """Another customer of the same counter is a stranger to them, with whatever certificate."""
    customer, other = scene.member(), scene.certified("C")
    scene.submit("C", "register", [other.identity.member_record()])
    cc = scene.lock(scene.application(customer), customer)
    for code in (scene.code(cc), {**scene.code(cc), "results": []}):
        with pytest.raises(EndorseError) as caught:
            scene.submit("C", "unlock", [code, 0], other.user)
        assert caught.value.code == "contract.denied"
    assert "tries" not in scene.query("R", "event", id=cc["event"]["id"])["status"]
    assert scene.unlock(cc)["code"] == 0


def test_a_membership_is_taken_away_by_two_authorities(scene: Scene) -> None:
    customer, bank, other = scene.member(), scene.funded_bank(0), scene.institution("R")
    for role, key in (("C", customer.key), ("B", bank.key), ("R", other.key)):
        assert refusal(scene, "R", "revoke", [role, key]) == ("contract.denied", "revokes_with_second")
    regulator = scene.people["R"]
    body = {"role": "B", "member": bank.key, "reason": "gone"}

    def status() -> str:
        member = scene.ledger("R").evaluate(
            "query", ["member", {"role": "B", "key": bank.key}], regulator.user
        )
        return str(member["status"])

    def asked(role: str, key: str) -> tuple[str, str]:
        draft = scene.draft("member.revoke", second_role=role, second=key, **body)
        return refusal(scene, "R", "lock", [scene.chaincode(draft, regulator)])

    assert asked("R", regulator.key) == ("contract.second", "second_other")
    assert asked("B", scene.key("B")) == ("contract.second", "second_other")
    assert asked("FD", new_member("FD", scene.organisation("FD")).key)[0] == "contract.not_member"
    cc = scene.lock(scene.draft("member.revoke", second_role="R", second=other.key, **body), regulator)
    assert scene.unlock(cc, failed=["R"], members=[other])["status"] == "refused"
    assert status() == "active"
    scene.run("member.revoke", regulator, members=[other], second_role="R", second=other.key, **body)
    assert status() == "revoked"
    assert asked("R", other.key)[0] == "contract.not_member"
    # A lone regulator freezes, so that nothing goes on while another is asked.
    scene.revoke(customer)


def test_no_number_of_links_lets_an_account_grow(scene: Scene) -> None:
    customer, bank = scene.member(), scene.people["B"]

    def link() -> Json:
        number = sealed_number(account_number())
        draft = scene.draft("account.link", account=customer.key, bank=bank.key, number=number)
        return scene.unlock(scene.lock(draft, customer))

    assert [link()["code"] for _ in range(MOST_LINKS)] == [0] * MOST_LINKS
    beyond = link()
    assert (beyond["code"], beyond["failure"]["code"]) == (4, "contract.link")
    assert beyond["failure"]["params"]["why"]["params"] == {"most": MOST_LINKS}
    (_, last) = scene.query("R", "account", key=customer.key)["links"][-2:]
    parts = {"account": customer.key, "bank": bank.key, "link": last["link"]}
    scene.run("account.unlink", customer, **parts)
    assert link()["code"] == 0


def test_a_regulators_registrar_takes_no_colleagues_membership_alone(scene: Scene) -> None:
    other, bank = scene.institution("R"), scene.institution("B")
    alone = refusal(scene, "R", "revoke", ["R", other.key], scene.registrars["R"].user)
    assert alone == ("contract.denied", "revokes_with_second")
    # Other houses decide about their own members.
    answer = scene.submit("B", "revoke", ["B", bank.key], scene.registrars["B"].user)
    assert answer["status"] == "revoked"
    scene.revoke(other)


def test_no_number_of_challenges_or_answers_lets_a_record_grow(scene: Scene) -> None:
    customer, regulator = scene.member(), scene.people["R"]
    loan, names = scene.loan(customer), [new_id() for _ in range(17)]

    def raised(name: str, **target: str) -> Chaincode:
        draft = scene.draft(
            "challenge.raise", challenge=name, target=target, reason="why", role="C",
            respondent=customer.key, deadline="2099-01-01T00:00:00Z",
        )  # fmt: skip
        return scene.chaincode(draft, regulator)

    for name in names[:16]:
        cc = raised(name, kind="loan", id=loan)
        scene.submit("R", "lock", [cc])
        assert scene.unlock(cc)["code"] == 0
    last = raised(names[16], kind="loan", id=loan)
    assert refusal(scene, "R", "lock", [last]) == ("contract.challenge_target", "challenges_most")

    def answer() -> Chaincode:
        draft = scene.draft(
            "challenge.answer", challenge=names[0], role="C", respondent=customer.key, answer="because"
        )
        return scene.chaincode(draft, customer)

    waiting: list[str] = []
    for number in range(64):
        if number == 40:  # a customer has 50 events waiting at most
            for event in waiting[:20]:
                scene.run("event.withdraw", customer, event=event, role="C", signer=customer.key)
        cc = answer()
        scene.send("C", "lock", [cc]).wait(timeout=60)
        waiting.append(cc["event"]["id"])
    scene.settle()
    assert refusal(scene, "C", "lock", [answer()]) == ("contract.challenge_target", "answers_most")


def test_failing_attempts_on_an_event_are_bounded(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    wrong = {**scene.code(cc), "results": scene.results(cc)[:2]}
    most = 20
    for _ in range(most):
        assert scene.submit("CAD", "unlock", [wrong, 0])["code"] == 1
    assert refusal(scene, "CAD", "unlock", [wrong, 0])[0] == "contract.attempts"
    assert scene.query("R", "event", id=cc["event"]["id"])["status"]["tries"] == most
    assert scene.unlock(cc)["code"] == 0


def test_an_event_waits_as_long_as_the_rules_say_and_is_shown_as_expired(
    scene: Scene, tmp_path: Path
) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    code, name = scene.code(cc), cc["event"]["id"]
    with scene.days_later(91):
        assert refusal(scene, "B", "grant", [name, code["results"][0]])[0] == "contract.expired"
        other = scene.member()  # any block of that day
        index = Index(tmp_path / "index.sqlite", "a ledger")
        index.catch_up(scene.ledger("B"))
        row = index.event(name)
        index.close()
        assert row is not None
        assert (row.status, row.next) == ("expired", None)
        outcome = scene.submit("B", "unlock", [code, 0])
        assert (outcome["code"], outcome["status"]) == (4, "expired")
    assert scene.balance(customer) == scene.balance(other) == 0


def test_a_customer_has_so_many_events_waiting_and_no_more(scene: Scene) -> None:
    customer = scene.member()
    most = 50
    people = [scene.chaincode(scene.application(customer), customer) for _ in range(most + 1)]
    for cc in people[:most]:
        scene.send("C", "lock", [cc]).wait(timeout=60)
    scene.settle()
    assert refusal(scene, "C", "lock", [people[most]])[0] == "contract.pending_most"
    name = people[0]["event"]["id"]
    scene.run("event.withdraw", customer, event=name, role="C", signer=customer.key)
    scene.submit("C", "lock", [people[most]])


def test_no_number_of_issues_lets_a_slot_grow(scene: Scene) -> None:
    customer, bank = scene.member(), scene.key("B")
    for _ in range(18):
        scene.run("asset.deposit", customer, amount=100, bank=bank, account=customer.key, transfer=new_id())
    lots = scene.query("R", "provenance", key=customer.key)["lots"]
    assert len(lots) <= 16
    assert all(lot["verified"] for lot in lots)
    assert scene.balance(customer) == 1_800
    scene.run("asset.withdraw", customer, amount=1_800, bank=bank, account=customer.key, transfer=new_id())
    assert scene.balance(customer) == 0


def test_a_bank_collects_with_what_it_issued_and_not_after_the_customer_ended_it(scene: Scene) -> None:
    """Another bank's money on the account stays there; an end counts from its lock, granted or not."""
    customer, bank, other, number = scene.member(), scene.people["B"], scene.funded_bank(0), account_number()
    scene.run("account.link", customer, account=customer.key, bank=bank.key, number=sealed_number(number))
    loan = scene.loan(customer)
    own: dict[str, Json] = {"bank": bank.key, "account": customer.key}
    scene.run("asset.withdraw", customer, amount=LOAN_FEN, transfer=new_id(), **own)
    theirs: dict[str, Json] = {"bank": other.key, "account": customer.key, "amount": 1_000_000}
    scene.run("asset.deposit", customer, members=[other], transfer=new_id(), **theirs)
    with scene.days_later(45):
        due = scene.query("B", "loan", id=loan)["position"]
        parts = {name: due[f"due_{name}"] for name in ("principal", "interest")}

        def collecting() -> Chaincode:
            draft = scene.draft(
                "loan.collect", loan=loan, amount=due["due"], penalty=due["penalty"],
                link=account_tag(number), transfer=new_id(), **parts, **own,
            )  # fmt: skip
            return scene.chaincode(draft, bank)

        cc, late = collecting(), collecting()
        scene.submit("B", "lock", [cc])
        assert scene.unlock(cc)["code"] == 0
        assert scene.query("R", "account", key=customer.key)["by_issuer"] == {other.key: 1_000_000}
        ended = scene.lock(scene.draft("account.unlink", link=account_tag(number), **own), customer)
        assert refusal(scene, "B", "lock", [late])[0] == "contract.link"
        assert scene.unlock(ended)["code"] == 0


def test_a_certificate_of_ones_own_making_makes_nobody_a_counter(scene: Scene) -> None:
    """Under it a customer's real name stood on the ledger."""
    customer = new_member("C", scene.organisation("C"))
    own = Authority.create(MemoryStore(), "Nobody's")
    made = own.certify("C", customer.key, "Liu Jianguo", scene.organisation("C"), registrar=True)
    record = {**customer.identity.member_record(), "name": "Liu Jianguo", "certificate": made}
    assert refusal(scene, "C", "register", [record])[0] == "contract.record"
    user = User(scene.organisation("C"), made, customer.signer)
    with pytest.raises(EndorseError) as caught:
        scene.submit("C", "register", [record], user)
    assert caught.value.code in {"certificate.untrusted", "fabric.denied"}


def test_no_sum_of_an_issuer_outgrows_the_numbers_of_the_script(houses: Scene) -> None:
    """95 issues of 10^14 fen made the regulator's query exceed 2^53."""
    bank, most = houses.certified("B", organisation=houses.outside("B")), 10**14
    houses.submit("B", "register", [bank.identity.member_record()], bank.user)

    def event(kind: str, amount: int, **body: Json) -> Chaincode:
        cc = houses.chaincode(houses.draft(kind, bank=bank.key, amount=amount, **body), bank)
        houses.send("B", "lock", [cc], bank.user).wait(timeout=60)
        return cc

    raised = event("fund.cap", most, reason="all there is")
    assert houses.submit("R", "unlock", [houses.code(raised), 0])["code"] == 0
    room = most - houses.query("R", "cap", bank=bank.key)["outstanding"]
    kinds = ("fund.issue", "fund.redeem") * 95
    events = [event(kind, room, transfer=new_id()) for kind in kinds]
    houses.settle()
    codes = [houses.code(cc, members=[bank]) for cc in events]
    outcomes = []
    for hint in range(95):  # each through other slots
        pair = codes[2 * hint : 2 * hint + 2]
        sent = houses.send("B", "unlock_many", [pair, hint], bank.user)
        sent.wait(timeout=60)
        outcomes += sent.result
    houses.settle()
    failed = [outcome["failure"]["code"] for outcome in outcomes if outcome["code"]]
    assert failed
    assert failed[0] == "contract.issue_cap"
    shown = houses.query("R", "issuer", bank=bank.key)
    assert 5 * 10**15 < shown["issued"] <= 2**53 - 1
    assert shown["difference"] == 0
