"""What was found good is remembered by its whole content, and nothing else is."""

from __future__ import annotations

import pytest

from loc_desktop.script import signatures
from loc_desktop.script.keys import SoftwareSigner, verify

MESSAGE = b"LoC-event-1\n{}"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    signatures._found_good.cache_clear()


def _kept() -> int:
    return signatures._found_good.cache_info().currsize


def test_a_good_signature_is_worked_out_once() -> None:
    signer = SoftwareSigner.generate()
    value = signer.sign(MESSAGE)
    assert [signatures.verify(signer.key, value, MESSAGE) for _ in range(3)] == [True] * 3
    info = signatures._found_good.cache_info()
    assert (info.hits, info.misses) == (2, 1)


def test_another_key_message_or_signature_is_not_taken_for_it() -> None:
    signer, other = SoftwareSigner.generate(), SoftwareSigner.generate()
    value, second = signer.sign(MESSAGE), signer.sign(MESSAGE)
    assert signatures.verify(signer.key, value, MESSAGE)
    assert not signatures.verify(other.key, value, MESSAGE)
    assert not signatures.verify(signer.key, value, MESSAGE + b" ")
    assert not signatures.verify(signer.key, other.sign(MESSAGE), MESSAGE)
    assert signatures.verify(signer.key, second, MESSAGE)
    assert _kept() == 2


@pytest.mark.parametrize("key", ["", "A" * 44, "no key"])
def test_what_is_no_key_verifies_nothing(key: str) -> None:
    assert not signatures.verify(key, SoftwareSigner.generate().sign(MESSAGE), MESSAGE)
    assert _kept() == 0


def test_what_is_not_good_is_looked_at_each_time_and_not_kept() -> None:
    signer = SoftwareSigner.generate()
    value = signer.sign(MESSAGE)
    for changed in (value[:-4] + "AAAA", value + "A", "", "no signature"):
        assert not signatures.verify(signer.key, changed, MESSAGE)
        assert signatures.verify(signer.key, changed, MESSAGE) is verify(signer.key, changed, MESSAGE)
    assert _kept() == 0
