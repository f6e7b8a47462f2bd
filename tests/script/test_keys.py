"""One form for each signature: canonical DER, low S, canonical base64url."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given, settings
from hypothesis import strategies as st

from loc_desktop.script.canonical import CanonicalError, b64u_decode, b64u_encode
from loc_desktop.script.keys import (
    HALF_ORDER,
    ORDER,
    Signer,
    SoftwareSigner,
    load_key,
    signature_text,
    verify,
)
from loc_desktop.script.keys import _is_canonical as is_canonical
from tests.script.support import PEOPLE

MESSAGE = b"LoC-test-1\nmessage"
SIGNER = PEOPLE["B"]


def parts(value: str) -> tuple[int, int]:
    return decode_dss_signature(b64u_decode(value))


@settings(max_examples=60)
@given(st.integers(1, ORDER - 1), st.binary(max_size=40))
def test_what_a_signer_signs_verifies_and_has_low_s(scalar: int, message: bytes) -> None:
    signer: Signer = SoftwareSigner.from_scalar(scalar)
    value = signer.sign(message)
    assert verify(signer.key, value, message)
    assert not verify(signer.key, value, message + b".")
    assert parts(value)[1] <= HALF_ORDER
    assert len(b64u_decode(signer.key)) == 33


def test_the_high_twin_of_a_signature_does_not_verify_but_is_turned_into_the_low_one() -> None:
    value = SIGNER.sign(MESSAGE)
    r, s = parts(value)
    high = encode_dss_signature(r, ORDER - s)
    # The twin is a good ECDSA signature: only our rule refuses it.
    load_key(SIGNER.key).verify(high, MESSAGE, ec.ECDSA(SHA256()))
    assert not verify(SIGNER.key, b64u_encode(high), MESSAGE)
    assert signature_text(high) == value


CHANGES: list[Callable[[bytes], bytes]] = [
    lambda der: b"\x30\x81" + der[1:],  # the length in two bytes
    lambda der: der + b"\x00",  # something after it
    lambda der: bytes([der[0], der[1] + 1]) + der[2:] + b"\x00",  # something within, after s
    lambda der: bytes([0x30, der[1] + 1, 2, der[3] + 1, 0]) + der[4:],  # r with a zero it does not need
    lambda der: b"\x31" + der[1:],
    lambda der: der[:-1],
]


@pytest.mark.parametrize("change", CHANGES)
def test_der_that_is_not_canonical_does_not_verify(change: Callable[[bytes], bytes]) -> None:
    # A signature whose r needs no leading zero, so that one more is always superfluous.
    signed = ((message, b64u_decode(SIGNER.sign(message))) for message in (b"%d" % n for n in range(1000)))
    message, der = next(pair for pair in signed if pair[1][3] == 32)
    assert verify(SIGNER.key, b64u_encode(der), message)
    changed = change(der)
    assert not is_canonical(changed)
    assert not verify(SIGNER.key, b64u_encode(changed), message)


@pytest.mark.parametrize(
    "der",
    [
        b"",
        b"\x30\x06\x02\x01\x00\x02\x01\x00",  # r = s = 0
        b"\x30\x06\x02\x01\x81\x02\x01\x01",  # r negative
        b"\x30\x06\x02\x01\x01\x02\x01\x81",  # s negative
        b"\x30\x06\x02\x02\x00\x01\x02\x00",  # s without a byte
        b"\x30\x06\x02\x00\x02\x02\x00\x01",  # r without a byte
        b"\x30\x07\x02\x02\x00\x01\x02\x01\x01",  # r with a zero it does not need
        b"\x30\x07\x02\x01\x01\x02\x02\x00\x01",  # s with one
    ],
)
def test_der_of_other_numbers_than_a_signature_has_is_not_canonical(der: bytes) -> None:
    assert not is_canonical(der)
    assert not verify(SIGNER.key, b64u_encode(der), MESSAGE)


NUMBERS = st.integers(1, ORDER - 1) | st.integers(0, 255).map(lambda bits: (1 << bits) % ORDER or 1)


@given(NUMBERS, NUMBERS | st.sampled_from([1, HALF_ORDER, HALF_ORDER + 1, HALF_ORDER - 1, ORDER - 1]))
def test_the_form_check_takes_exactly_the_low_ones_of_what_a_der_encoder_writes(r: int, s: int) -> None:
    assert is_canonical(encode_dss_signature(r, s)) == (s <= HALF_ORDER)


@given(
    st.binary(min_size=0, max_size=80)
    | st.binary(max_size=10).map(lambda tail: b"\x30\x06\x02\x01\x01\x02" + tail)
)
def test_the_form_check_takes_only_what_is_its_own_re_encoding(data: bytes) -> None:
    if is_canonical(data):
        assert encode_dss_signature(*decode_dss_signature(data)) == data


@pytest.mark.parametrize("value", ["", "=", "é", "MEQ", "\ud800", "A" * 10_000])
def test_text_that_is_no_signature_does_not_verify(value: str) -> None:
    assert not verify(SIGNER.key, value, MESSAGE)


def test_a_padded_or_otherwise_written_signature_does_not_verify() -> None:
    value = SIGNER.sign(MESSAGE)
    assert not verify(SIGNER.key, value + "=", MESSAGE)
    assert not verify(SIGNER.key, value + "\n", MESSAGE)
    assert not verify(SIGNER.key, " " + value, MESSAGE)


def test_a_key_has_one_form_too() -> None:
    value = SIGNER.sign(MESSAGE)
    raw = b64u_decode(SIGNER.key)
    uncompressed = load_key(SIGNER.key).public_numbers()
    point = b"\x04" + uncompressed.x.to_bytes(32, "big") + uncompressed.y.to_bytes(32, "big")
    other_y = bytes([raw[0] ^ 1]) + raw[1:]
    for wrong in (
        b64u_encode(point),
        SIGNER.key + "=",
        b64u_encode(other_y),
        b64u_encode(b"\x02" + b"\xff" * 32),
        "",
    ):
        assert not verify(wrong, value, MESSAGE)
    with pytest.raises(CanonicalError, match=r"cause\.script\.compressed"):
        load_key(b64u_encode(point))
    with pytest.raises(CanonicalError, match=r"cause\.script\.curve"):
        load_key(b64u_encode(b"\x02" + b"\xff" * 32))


def test_a_software_signer_refuses_other_curves_and_scalars_outside_of_the_order() -> None:
    with pytest.raises(ValueError, match="P-256"):
        SoftwareSigner(ec.generate_private_key(ec.SECP384R1()))
    for scalar in (0, ORDER, -1, b"\x00" * 32):
        with pytest.raises(ValueError, match="outside"):
            SoftwareSigner.from_scalar(scalar)
    assert SoftwareSigner.from_scalar((5).to_bytes(32, "big")).key == SoftwareSigner.from_scalar(5).key
