"""Canonical bytes against RFC 8785, and everything that is refused, with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from loc_desktop.script.canonical import (
    MAX_DEPTH,
    MAX_INTEGER,
    CanonicalError,
    Refused,
    b64u_decode,
    b64u_encode,
    decode,
    decode_lenient,
    digest,
    encode,
)

# Beyond the BMP, and above the surrogates but within it: where the two orders of member names differ.
TRICKY = st.sampled_from(
    ["\U0001f33e", "\U00010000", "\uffff", "\ue000", "\ufb33", "€", "\r", "1", "\x7f", "ö", ""]
)
NAMES = st.text(max_size=6) | TRICKY | st.tuples(TRICKY, TRICKY).map("".join)
VALUES = st.recursive(
    st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | st.text(max_size=20) | TRICKY,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=25,
)


@given(VALUES)
def test_encodes_as_rfc_8785_does(value: Any) -> None:
    assert encode(value) == rfc8785.dumps(value)


@given(VALUES)
def test_encode_and_decode_round_trip(value: Any) -> None:
    data = encode(value)
    assert encode(decode(data)) == data
    assert decode(data) == value
    # Not only canonical text decodes: another layout and order of the same value does too.
    assert encode(decode(json.dumps(value, indent=1, ensure_ascii=True).encode())) == data


def test_member_names_beyond_the_bmp_sort_by_utf16_code_units() -> None:
    assert encode({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()
    assert encode([{"a": {"\uffff": 1, "\U00010000": 2}}]) == '[{"a":{"\U00010000":2,"\uffff":1}}]'.encode()


def test_digest_is_sha256_of_the_canonical_bytes_in_lowercase_hex() -> None:
    # SHA-256 of the two bytes "{}".
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


class Text(str):
    """Not plain text: would be encoded like it and compare like it."""


@pytest.mark.parametrize(
    ("value", "where", "what"),
    [
        (1.0, "", "fraction"),
        (None, "", "null"),
        ({"a": [1, {"b": 2.5}]}, "a[1].b", "fraction"),
        ({"a": {"b": [None]}}, "a.b[0]", "null"),
        ({"a": MAX_INTEGER + 1}, "a", "script.integer"),
        ({"a": -MAX_INTEGER - 1}, "a", "script.integer"),
        ({"a": "\ud800"}, "a", "surrogate"),
        ({"\udfff": 1}, "", "surrogate"),
        ({1: 1}, "", "script.name_not_text"),
        ({"a": (1, 2)}, "a", "tuple"),
        ({"a": b"x"}, "a", "bytes"),
        ({"a": Text("x")}, "a", "Text"),
        (float("nan"), "", "fraction"),
    ],
)
def test_encode_refuses_what_has_no_canonical_form(value: Any, where: str, what: str) -> None:
    with pytest.raises(CanonicalError) as caught:
        encode(value)
    assert caught.value.where == where
    assert what in str(caught.value)


def nested(depth: int, opening: str = "[", closing: str = "]") -> bytes:
    return (opening * depth + closing * depth).encode()


def test_the_depth_limit_is_exact_and_deeper_text_is_an_error_however_deep() -> None:
    assert encode(decode(nested(MAX_DEPTH))) == nested(MAX_DEPTH)
    for depth in (MAX_DEPTH + 1, 1000, 100_000):
        with pytest.raises(CanonicalError, match=r"cause\.script\.depth"):
            decode(nested(depth))
    with pytest.raises(CanonicalError, match=r"cause\.script\.depth"):
        decode(b'{"a":' * 100_000)
    value: Any = []
    for _ in range(5000):
        value = [value]
    with pytest.raises(CanonicalError, match=r"cause\.script\.depth"):
        encode(value)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        (b'{"a":1,"a":2}', "", "script.twice (name=a)"),
        (b'{"x":[{"b":1,"c":2,"b":1}]}', "x[0]", "script.twice (name=b)"),
        (b'{"a":1,"\\u0061":1}', "", "script.twice (name=a)"),
        (b'{"a":1.0}', "a", "fraction"),
        (b'{"a":1e3}', "a", "fraction"),
        (b'{"a":NaN}', "a", "NaN"),
        (b'{"a":-Infinity}', "a", "-Infinity"),
        (b'{"a":9007199254740992}', "a", "script.integer"),
        (b'{"a":' + b"9" * 1_000_000 + b"}", "a", "script.integer"),
        (b'{"a":null}', "a", "null"),
        (b'{"a":"\\ud800"}', "a", "surrogate"),
        (b'{"a":"\xff"}', "", "script.utf8 (number=7)"),
        (b'{"a":"\xed\xa0\x80"}', "", "script.utf8 (number=7)"),
        (b'{"a":1}x', "", "script.not_json (line=1, column=8)"),
        (b'{"a":1,}', "", "script.not_json (line=1, column"),
        (b'{"a":\n01}', "", "script.not_json (line=2, column=2)"),
        (b'{"a":"\n"}', "", "script.not_json (line=1, column"),
        (b"", "", "script.not_json (line=1, column=1)"),
        (b"\xef\xbb\xbf{}", "", ""),
    ],
)
def test_decode_refuses_with_the_place(text: bytes, where: str, what: str) -> None:
    with pytest.raises(CanonicalError) as caught:
        decode(text)
    assert caught.value.where.startswith(where)
    assert what in str(caught.value)


def test_decode_refuses_a_long_text_before_it_parses_it() -> None:
    with pytest.raises(CanonicalError, match=r"size .*most=10"):
        decode(b"[" * 11, max_bytes=10)
    assert decode(b"[      1 ]", max_bytes=10) == [1]


@given(
    st.binary(max_size=60)
    | VALUES.map(encode).flatmap(lambda data: st.sampled_from([data[:-1], data + b"]"]))
)
def test_decode_of_any_bytes_gives_a_value_or_a_canonical_error(data: bytes) -> None:
    try:
        value = decode(data)
    except CanonicalError:
        return
    assert decode(encode(value)) == value


def test_lenient_decoding_keeps_the_rest_of_a_line_with_a_bad_part() -> None:
    line: Any = decode_lenient(b'{"id": 7, "cc": {"rate": 4.35, "n": null}, "uc": {"a": 1, "a": 2}}')
    assert line["id"] == 7
    assert isinstance(line["cc"]["rate"], Refused)
    assert isinstance(line["uc"], Refused)
    with pytest.raises(CanonicalError, match=r"cc\.rate"):
        encode(line)


@given(st.binary(max_size=80))
def test_base64url_round_trips_and_has_one_text_for_each_value(data: bytes) -> None:
    text = b64u_encode(data)
    assert "=" not in text
    assert b64u_decode(text) == data


@given(st.text(alphabet="AEIMQUYcgkosw048-_=+/ \nBé", max_size=9))
def test_base64url_that_decodes_is_the_encoding_of_what_it_decodes_to(text: str) -> None:
    try:
        data = b64u_decode(text)
    except CanonicalError:
        return
    assert b64u_encode(data) == text


@pytest.mark.parametrize(
    "text", ["QQ==", "QR", "QUJ", "Q", "QQ=", "Q+Q", "QQ\n", "Q Q0", "éé", "QQQ\u0100", "+/+/"]
)
def test_base64url_that_is_not_canonical_is_refused(text: str) -> None:
    with pytest.raises(CanonicalError, match="base64url"):
        b64u_decode(text)


@settings(max_examples=30)
@given(st.integers(min_value=MAX_INTEGER + 1, max_value=2**80), st.booleans())
def test_integers_beyond_2_to_53_are_refused_both_ways(number: int, negative: bool) -> None:
    value = -number if negative else number
    with pytest.raises(CanonicalError, match=r"cause\.script\.integer"):
        encode([value])
    with pytest.raises(CanonicalError, match=r"cause\.script\.integer"):
        decode(str(value).encode())
