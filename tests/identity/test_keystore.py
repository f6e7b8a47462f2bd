"""Identities on this computer: made, listed, renamed, deleted, with PIN and derived, on both stores."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loc_desktop.contract.certificate import CertificateError, pseudonym, read_certificate
from loc_desktop.identity import Identity, Keystore, days_left
from loc_desktop.identity.authority import Authority
from loc_desktop.identity.errors import (
    CertificateNotOurs,
    EntryMissing,
    IdentityFileDamaged,
    NoPin,
    PinNeeded,
    PinWait,
    UnknownIdentity,
    WeakPassphrase,
    WrongPin,
)
from loc_desktop.identity.keystore import FIRST_WAIT, FREE_TRIES, LONGEST_WAIT
from loc_desktop.identity.sealing import of_member, usable
from loc_desktop.script.keys import verify
from tests.support.clock import later

LEDGER = "ledger"


def test_an_identity_signs_and_is_listed(any_keystore: Keystore) -> None:
    made = any_keystore.create("B", "林秀英", "龙岩农信社", LEDGER)
    assert any_keystore.list() == (made,)
    assert any_keystore.get(made.id) == made
    signer = any_keystore.signer(made)
    assert signer.key == made.key
    assert verify(made.key, signer.sign(b"message"), b"message")
    assert any_keystore.decryptor(made).key == made.key
    assert (made.role, made.name, made.organisation, made.ledger) == ("B", "林秀英", "龙岩农信社", LEDGER)


def test_several_identities_are_listed_in_the_order_of_the_roles(keystore: Keystore) -> None:
    for role in ("R", "FD", "CAD", "B", "C"):
        keystore.create(role, f"{role} person", "organisation", LEDGER)
    assert [identity.role for identity in keystore.list()] == ["C", "B", "CAD", "FD", "R"]
    assert len({identity.key for identity in keystore.list()}) == 5


def test_a_deleted_identity_is_gone_with_its_key(any_keystore: Keystore) -> None:
    stays = any_keystore.create("B", "stays", "Bank", LEDGER)
    goes = any_keystore.create("FD", "goes", "Finance", LEDGER)
    any_keystore.delete(goes)
    assert any_keystore.list() == (stays,)
    with pytest.raises(UnknownIdentity):
        any_keystore.get(goes.id)
    with pytest.raises(EntryMissing):
        any_keystore.signer(goes)
    assert any_keystore.signer(stays).key == stays.key


def test_a_new_name_changes_the_screen_and_not_the_member(keystore: Keystore) -> None:
    before = keystore.create("C", "刘建国", "County", LEDGER)
    after = keystore.rename(before, "刘建国 (新)")
    assert keystore.list() == (after,)
    assert after.name == "刘建国 (新)"
    assert after.member_record() == before.member_record()


def test_a_customers_member_record_carries_no_name(keystore: Keystore) -> None:
    customer = keystore.create("C", "刘建国", "County", LEDGER)
    record = customer.member_record()
    assert record["name"] == pseudonym(customer.key)
    assert record["name"].startswith("C-")
    assert "刘建国" not in json.dumps(record, ensure_ascii=False)
    clerk = keystore.create("B", "林秀英", "龙岩农信社", LEDGER)
    assert clerk.member_record()["name"] == "龙岩农信社"
    assert "林秀英" not in json.dumps(clerk.member_record(), ensure_ascii=False)


def test_the_signing_key_vouches_for_the_encryption_key(keystore: Keystore) -> None:
    record = keystore.create("B", "Lin", "Bank", LEDGER).member_record()
    assert usable([of_member(record)]) == ([of_member(record)], [])
    assert record["encryption"]["kid"] == record["key"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"id":"x"}', "not JSON"])
def test_a_damaged_file_is_named(keystore: Keystore, home: Path, text: str) -> None:
    made = keystore.create("B", "Lin", "Bank", LEDGER)
    (home / "identities" / f"{made.id}.json").write_text(text)
    with pytest.raises(IdentityFileDamaged, match=made.id):
        keystore.list()


@pytest.mark.parametrize(
    ("member", "value"),
    [("role", "X"), ("protection", "none"), ("encryption_key", "text"), ("registrar", 1), ("name", None)],
)
def test_a_wrong_member_of_the_file_is_refused(keystore: Keystore, member: str, value: object) -> None:
    good = keystore.create("B", "Lin", "Bank", LEDGER).to_json()
    assert Identity.from_json(good).to_json() == good
    with pytest.raises(ValueError):
        Identity.from_json({**good, member: value})


def test_an_id_from_outside_does_not_leave_the_folder(keystore: Keystore) -> None:
    with pytest.raises(UnknownIdentity):
        keystore.get("../keyring")


# --- PIN ------------------------------------------------------------------------------------------------


class Clock:
    """A clock that the test turns."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def counter_store(any_keystore: Keystore, home: Path, clock: Clock) -> Keystore:
    return Keystore(home, any_keystore.store, clock)


def test_a_pin_opens_the_key_and_the_entry_alone_does_not(counter_store: Keystore) -> None:
    customer = counter_store.create("C", "Liu Jianguo", "County", LEDGER, "pin", "493817")
    assert verify(customer.key, counter_store.signer(customer, "493817").sign(b"m"), b"m")
    assert set(json.loads(counter_store.entry_text(customer))) == {"v", "pin", "nonce", "box"}
    with pytest.raises(PinNeeded, match="Liu Jianguo"):
        counter_store.signer(customer)


def test_wrong_pins_are_counted_and_then_cost_time(counter_store: Keystore, home: Path, clock: Clock) -> None:
    customer = counter_store.create("C", "Liu Jianguo", "County", LEDGER, "pin", "493817")
    for left in range(FREE_TRIES - 1, 0, -1):
        with pytest.raises(WrongPin, match=r"pin\.wrong") as wrong:
            counter_store.signer(customer, "000000")
        assert (wrong.value.left, wrong.value.wait) == (left, 0)
    with pytest.raises(WrongPin) as last:
        counter_store.signer(customer, "000000")
    assert (last.value.left, last.value.wait) == (0, FIRST_WAIT)
    # The right PIN waits too, in this window and in any other: the count is in the keyring.
    with pytest.raises(PinWait) as waiting:
        Keystore(home, counter_store.store, clock).signer(customer, "493817")
    assert waiting.value.wait == FIRST_WAIT
    clock.now += FIRST_WAIT
    with pytest.raises(WrongPin) as again:
        counter_store.signer(customer, "111111")
    assert again.value.wait == 2 * FIRST_WAIT
    clock.now += 2 * FIRST_WAIT
    assert counter_store.signer(customer, "493817").key == customer.key
    with pytest.raises(WrongPin) as fresh:
        counter_store.signer(customer, "000000")
    assert fresh.value.left == FREE_TRIES - 1


def test_a_clock_set_back_waits_no_longer_than_the_longest_wait(keystore: Keystore, home: Path) -> None:
    clock = Clock()
    store = Keystore(home, keystore.store, clock)
    customer = store.create("C", "Liu Jianguo", "County", LEDGER, "pin", "493817")
    for _ in range(FREE_TRIES):
        with pytest.raises(WrongPin):
            store.signer(customer, "000000")
    clock.now -= 1_000_000
    with pytest.raises(PinWait) as waiting:
        store.signer(customer, "493817")
    assert waiting.value.wait == LONGEST_WAIT


def test_a_damaged_count_gives_no_free_tries(keystore: Keystore) -> None:
    customer = keystore.create("C", "Liu Jianguo", "County", LEDGER, "pin", "493817")
    keystore.store.set(customer.id, "pin", "nonsense")
    with pytest.raises(WrongPin) as wrong:
        keystore.signer(customer, "000000")
    assert wrong.value.wait > 0


def test_a_key_without_a_pin_keeps_being_without(keystore: Keystore) -> None:
    bank = keystore.create("B", "Lin", "Bank", LEDGER)
    with pytest.raises(NoPin):
        keystore.change_pin(bank, "", "275318")
    assert keystore.signer(bank).key == bank.key


def test_a_pin_can_be_changed_by_who_knows_it(keystore: Keystore) -> None:
    customer = keystore.create("C", "Liu Jianguo", "County", LEDGER, "pin", "493817")
    with pytest.raises(WrongPin):
        keystore.change_pin(customer, "000000", "275318")
    for weak in ("123", "222222", "123456"):
        with pytest.raises(WeakPassphrase):
            keystore.change_pin(customer, "493817", weak)
    keystore.change_pin(customer, "493817", "275318")
    assert keystore.signer(customer, "275318").key == customer.key
    with pytest.raises(WrongPin):
        keystore.signer(customer, "493817")


def test_a_short_or_missing_pin_is_refused_before_anything_is_made(keystore: Keystore) -> None:
    with pytest.raises(WeakPassphrase, match="minimum=6"):
        keystore.create("C", "Liu", "County", LEDGER, "pin", "12345")
    with pytest.raises(PinNeeded):
        keystore.create("C", "Liu", "County", LEDGER, "pin")
    assert keystore.list() == ()


# --- derived ----------------------------------------------------------------------------------------------


def test_a_counters_customers_are_the_same_each_time_and_need_no_entry(any_keystore: Keystore) -> None:
    desk = any_keystore.create("C", "counter", "County", LEDGER, registrar=True, counter=True)
    counter = any_keystore.counter(desk)
    customers = [counter.customer(f"{number}", f"person {number}") for number in range(50)]
    assert len({customer.key for customer in customers}) == 50
    assert any_keystore.counter(desk).customer("7", "person 7") == customers[7]
    assert any_keystore.list() == (desk,)
    seventh = customers[7]
    for signer in (counter.signer("7"), any_keystore.signer(seventh)):
        assert verify(seventh.key, signer.sign(b"m"), b"m")
    assert counter.decryptor("7").key == any_keystore.decryptor(seventh).key == seventh.key


def test_keys_of_two_counters_and_two_purposes_differ(keystore: Keystore) -> None:
    desks = [keystore.create("C", f"{n}", "County", LEDGER, counter=True) for n in range(2)]
    first, second = (keystore.counter(desk).secrets("same") for desk in desks)
    assert len({first.sign, first.decrypt, second.sign, second.decrypt}) == 4


def test_a_derived_customer_may_be_kept_in_the_list(keystore: Keystore) -> None:
    desk = keystore.create("C", "counter", "County", LEDGER, counter=True)
    customer = keystore.counter(desk).customer("7", "Liu Jianguo")
    keystore.save(customer)
    assert set(keystore.list()) == {desk, customer}
    assert keystore.signer(keystore.get(customer.id)).key == customer.key
    keystore.delete(customer)
    assert keystore.list() == (desk,)
    keystore.delete(desk)
    with pytest.raises(UnknownIdentity):
        keystore.signer(customer)


def test_only_a_counter_derives(keystore: Keystore) -> None:
    bank = keystore.create("B", "Lin", "Bank", LEDGER)
    with pytest.raises(ValueError, match="not a counter"):
        keystore.counter(bank)
    with pytest.raises(ValueError, match="counter"):
        keystore.create("C", "Liu", "County", LEDGER, "derived")


# --- certificates -----------------------------------------------------------------------------------------


def test_a_certificate_is_installed_when_it_is_ours(any_keystore: Keystore) -> None:
    authority = Authority.create(any_keystore.store, "LoC test")
    bank = any_keystore.create("B", "Lin", "Bank", LEDGER)
    assert days_left(bank, later(0)) is None
    pem = authority.certify("B", bank.key, bank.public_name, "Bank", days=30)
    certified = any_keystore.install_certificate(bank, pem, [authority.root_pem], later(0))
    assert any_keystore.get(bank.id).certificate == pem
    assert any_keystore.get(bank.id) == certified
    assert certified.member_record()["certificate"] == pem
    assert days_left(certified, later(0.5)) == 29
    assert days_left(certified, later(30.5)) == -1


def test_a_certificate_for_another_key_role_or_root_is_refused(keystore: Keystore) -> None:
    authority = Authority.create(keystore.store, "LoC test")
    stranger = Authority.create(keystore.store, "LoC test")
    bank = keystore.create("B", "Lin", "Bank", LEDGER)
    other = keystore.create("B", "Chen", "Bank", LEDGER)
    roots = [authority.root_pem]
    with pytest.raises(CertificateNotOurs, match="certificate_key"):
        keystore.install_certificate(bank, authority.certify("B", other.key, "x", "Bank"), roots, later(0))
    with pytest.raises(CertificateNotOurs, match="certificate_role"):
        keystore.install_certificate(bank, authority.certify("R", bank.key, "x", "Bank"), roots, later(0))
    with pytest.raises(CertificateError, match=r"certificate\.untrusted"):
        keystore.install_certificate(bank, stranger.certify("B", bank.key, "x", "Bank"), roots, later(0))
    with pytest.raises(CertificateError, match="expired"):
        keystore.install_certificate(bank, authority.certify("B", bank.key, "x", "B", 2), roots, later(3))
    assert keystore.get(bank.id).certificate == ""


def test_a_certificate_request_is_signed_by_the_identitys_key(keystore: Keystore) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec

    from loc_desktop.script.keys import key_text

    customer = keystore.create("C", "刘建国", "County", LEDGER, "pin", "493817")
    request = keystore.csr(customer, pin="493817")
    public = request.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    assert request.is_signature_valid
    assert key_text(public) == customer.key
    assert request.subject.rfc4514_string() == f"CN={pseudonym(customer.key)}"
    long = keystore.csr(customer, "龙岩市新罗区农村信用合作联社中城分社营业部第二柜台", "493817")
    assert long.subject.rfc4514_string() == "CN=龙岩市新罗区农村信用合作联社中城分社营业部"


def test_the_authority_opens_again_with_its_root(any_keystore: Keystore) -> None:
    root = Authority.create(any_keystore.store, "LoC test").root_pem
    bank = any_keystore.create("B", "Lin", "Bank", LEDGER)
    pem = Authority.open(any_keystore.store, root).certify("B", bank.key, "Bank", "Bank")
    assert read_certificate(pem).key == bank.key
    stranger = Authority.create(any_keystore.store, "LoC test").root_pem
    any_keystore.store.delete(_entry_of(stranger), "authority")
    with pytest.raises(EntryMissing, match="membership authority"):
        Authority.open(any_keystore.store, stranger)


def _entry_of(root_pem: str) -> str:
    return f"authority-{read_certificate(root_pem).key[:22]}"
