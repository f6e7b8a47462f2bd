"""Many customers' keys from one seed: always the same, each another's, nothing told without the seed."""

from __future__ import annotations

import pytest

from loc_desktop.identity.counter import Counter
from loc_desktop.identity.keystore import Keystore
from loc_desktop.identity.person import is_salt, opens
from loc_desktop.script.keys import verify

SEED = bytes(range(32))
NUMBER = "11010519491231002X"


@pytest.fixture
def counter(file_keystore: Keystore) -> Counter:
    return Counter(file_keystore.create("C", "便民服务站", "C", "ledger"), SEED)


def test_a_customer_is_always_the_same_and_no_other(counter: Counter, file_keystore: Keystore) -> None:
    first = counter.customer("1", "王小明")
    assert counter.customer("1", "王小明") == first
    assert (first.role, first.protection, first.label, first.certificate) == ("C", "derived", "1", "")
    others = [counter.customer(label, "王小明").key for label in ("2", "1 ", "", "中", "11")]
    assert len({first.key, *others}) == 6
    elsewhere = Counter(file_keystore.create("C", "站", "C", "ledger"), b"x" * 32)
    assert elsewhere.customer("1", "王小明").key != first.key


def test_its_key_signs_and_vouches_for_what_is_sealed_to_it(counter: Counter) -> None:
    customer = counter.customer("1", "王小明")
    signer = counter.signer("1")
    assert signer.key == customer.key
    assert verify(customer.key, signer.sign(b"text"), b"text")
    assert counter.signer("2").key != customer.key
    secrets = counter.secrets("1")
    assert secrets == counter.secrets("1") != counter.secrets("2")


def test_the_record_commits_to_the_person_under_the_counters_salt(counter: Counter) -> None:
    assert counter.customer("1", "王小明").person == ""
    customer = counter.customer("1", "王小明", NUMBER)
    salt = counter.salt("1")
    assert is_salt(salt)
    assert salt != counter.salt("2")
    assert opens(customer.member_record(), NUMBER, "王小明", salt)
    assert not opens(customer.member_record(), NUMBER, "王小明", counter.salt("2"))


def test_a_reference_stands_for_its_text_and_needs_the_seed(
    counter: Counter, file_keystore: Keystore
) -> None:
    reference = counter.reference(NUMBER)
    assert (len(reference), set(reference) <= set("0123456789abcdef")) == (32, True)
    assert counter.reference(NUMBER) == reference
    assert counter.reference(NUMBER + " ") != reference
    other = Counter(file_keystore.create("C", "站", "C", "ledger"), SEED[::-1])
    assert other.reference(NUMBER) != reference
