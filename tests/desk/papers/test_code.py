"""The code on a paper: written, read as scanned or typed, refused where it is none or newer."""

from __future__ import annotations

import pytest

from loc_desktop.desk.papers.code import PaperCode, content_line, digest_of, read_code
from loc_desktop.errors import KnownError

CODE = PaperCode("JJ-1A2B3C-000012", "ab" * 16, "cd" * 32, "0f" * 32)


@pytest.mark.parametrize("code", [CODE, PaperCode("DZ-1A2B3C-000001", "", "", "0f" * 32)])
def test_a_code_reads_back_in_any_case_and_with_spaces(code: PaperCode) -> None:
    line = code.line()
    assert set(line) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"), "alphanumeric mode of a QR code"
    broken = "\n ".join((line[:30], line[30:71].lower(), line[71:]))
    assert read_code(line) == read_code(broken) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "LOC",
        "LOC1",
        "LOC1:",
        CODE.line()[:-1],
        CODE.line() + "0",
        CODE.line().replace("F", "G"),
        "x" * 9_000,
    ],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(KnownError) as told:
        read_code(text)
    assert told.value.code == "paper.code"


def test_a_newer_format_says_so() -> None:
    with pytest.raises(KnownError) as told:
        read_code(CODE.line().replace("LOC1", "LOC2") + ":PROOF")
    assert (told.value.code, told.value.params["version"]) == ("paper.code_newer", 2)


def test_a_content_line_is_the_same_whatever_the_order() -> None:
    assert (
        content_line({"a": 1, "b": "二"})
        == content_line({"b": "二", "a": 1})
        == 'LoC-paper-1 {"a":1,"b":"二"}'
    )
    assert digest_of("x") == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
