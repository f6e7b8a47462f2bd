"""``loc-desktop evaluate`` on good, bad and hostile files."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loc_desktop.cli import evaluate as command
from loc_desktop.cli import main
from loc_desktop.cli.evaluate import answer
from loc_desktop.cli.trace_text import plain
from loc_desktop.script.canonical import MAX_BYTES
from tests.script.support import RECORDS, VECTORS, make_loan, vectors


def files(folder: Path, *values: Any) -> list[str]:
    paths = []
    for name, value in zip(("CC.json", "UC.json", "MEMBERS.json"), values, strict=True):
        path = folder / name
        path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
        paths.append(str(path))
    return paths


def loan_files(folder: Path, failed: str = "") -> list[str]:
    return files(folder, *make_loan(failed=failed), {"members": RECORDS})


@pytest.mark.parametrize("wanted", [0, 1, 2, 3])
def test_prints_the_trace_and_exits_with_the_code(
    wanted: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Of code 3 the one whose steps all pass: no operation is left in the end.
    vector = next(case for case in vectors() if case["code"] == wanted and case["steps"])
    paths = files(tmp_path, vector["cc"], vector["uc"], vector["members"])
    assert main(["evaluate", *paths]) == wanted
    shown = capsys.readouterr().out
    assert shown.count("\nstep ") + shown.startswith("step ") == vector["steps"]
    assert f"return code {wanted}" in shown
    assert ("✗" in shown) == (wanted in (1, 2))
    assert main(["evaluate", *paths, "--json"]) == wanted
    full = json.loads(capsys.readouterr().out)
    assert (full["code"], len(full["steps"])) == (wanted, vector["steps"])


def test_a_failing_step_says_why_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", *loan_files(tmp_path, failed="B")]) == 1
    shown = capsys.readouterr().out
    assert "✗ the verdict is Pass: the verdict is Failed" in shown
    assert "oracle B Failed" in shown


def test_a_chaincode_of_another_shape_is_code_3_with_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cc, uc = make_loan()
    cc["event"]["body"]["rate"] = 4.35
    assert main(["evaluate", *files(tmp_path, cc, uc, RECORDS)]) == 3
    assert "cc.event.body.rate: a number with a fraction" in capsys.readouterr().out


BAD_FILES = {
    "not JSON": b"{",
    "empty": b"",
    "not UTF-8": b'{"a": "\xff"}',
    "nested 100,000 deep": b"[" * 100_000,
    "objects nested 100,000 deep": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "larger than the limit": b" " * (MAX_BYTES + 1),
}


@pytest.mark.parametrize("content", BAD_FILES.values(), ids=BAD_FILES.keys())
@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_file_that_is_no_json_is_a_clear_error_and_exit_3(
    content: bytes, position: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = loan_files(tmp_path)
    Path(paths[position]).write_bytes(content)
    assert main(["evaluate", *paths]) == 3
    said = capsys.readouterr()
    assert Path(paths[position]).name in said.err
    assert "Traceback" not in said.err
    assert said.err.count("\n") == 1
    assert main(["evaluate", *paths, "--json"]) == 3
    shown = json.loads(capsys.readouterr().out)
    assert (shown["code"], shown["steps"], shown["failure"]) == (3, [], "shape")
    assert Path(paths[position]).name in shown["reason"]


@pytest.mark.parametrize("missing", ["nothing-here.json", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_a_clear_error_and_exit_3(
    missing: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, uc, members = loan_files(tmp_path)
    assert main(["evaluate", str(tmp_path / missing), uc, members]) == 3
    assert "cannot be read" in capsys.readouterr().err
    assert main(["evaluate", "--batch", str(tmp_path / missing), "--json"]) == 3
    assert "cannot be read" in capsys.readouterr().err


HOSTILE_VALUES: list[bytes] = [
    b'{"type": "chaincode", "type": "chaincode"}',
    b'{"type": "chaincode", "operations": 1e400}',
    b'{"type": "chaincode", "operations": ' + b"9" * 100_000 + b"}",
    b'{"type": "chaincode", "operations": NaN}',
    b'{"type": "chaincode", "operations": ["\\ud800"], "event": {}, "keys": []}',
    b"null",
    b"[]",
    b"[" * 900 + b"]" * 900,
]


@pytest.mark.parametrize("value", HOSTILE_VALUES, ids=lambda value: repr(value[:40]))
def test_json_that_is_no_chaincode_is_code_3(
    value: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, uc = make_loan()
    assert main(["evaluate", *files(tmp_path, value, uc, RECORDS), "--json"]) == 3
    shown = json.loads(capsys.readouterr().out)
    assert (shown["code"], shown["steps"], shown["failure"]) == (3, [], "shape")
    line = b'{"id": "x", "cc": ' + value + b', "uc": {}, "members": []}'
    assert answer(line) == ("x", 3, 0)


def test_usage_errors_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["CC.json"], [], ["a", "b", "c", "--batch", "d"], ["--unknown"]):
        with pytest.raises(SystemExit) as left:
            main(["evaluate", *arguments])
        assert left.value.code == 2
        assert "usage: loc-desktop evaluate" in capsys.readouterr().err


def test_nothing_in_a_file_can_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cc, uc = make_loan()
    for code in (cc, uc):
        code["event"]["kind"] = "\x1b[2Jloan\r\n\u202e"
        code["event"]["id"] = "\x07\x9b"
    assert main(["evaluate", *files(tmp_path, cc, uc, RECORDS)]) == 1
    shown = capsys.readouterr().out
    assert all(char.isprintable() for char in shown.replace("\n", ""))
    assert plain("a\x1b\u202e贷") == "a\\x1b\\u202e贷"


# --- batch --------------------------------------------------------------------------------------------------


def batch(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert main(["evaluate", "--batch", str(path), "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_public_vectors_as_a_batch(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = [{name: vector[name] for name in ("id", "code", "steps")} for vector in vectors()]
    assert batch(VECTORS, capsys) == wanted
    assert main(["evaluate", "--batch", str(VECTORS)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 79


def good_line(id_: Any) -> bytes:
    cc, uc = make_loan(("B",))
    return json.dumps({"id": id_, "cc": cc, "uc": uc, "members": RECORDS}).encode()


BATCH_LINES: list[tuple[bytes, Any, int, int]] = [
    (good_line(1), 1, 0, 3),
    (b"not json", None, 3, 0),
    (b"", None, 3, 0),
    (b"[1, 2]", None, 3, 0),
    (b"null", None, 3, 0),
    (b'"text"', None, 3, 0),
    (b'{"id": 2}', 2, 3, 0),
    (b'{"id": "three", "cc": {}, "uc": {}}', "three", 3, 0),
    (b'{"cc": {}, "uc": {}, "members": []}', None, 3, 0),
    (b'{"id": 4, "cc": null, "uc": {}, "members": []}', 4, 3, 0),
    (b'{"id": 5, "id": 5, "cc": {}, "uc": {}, "members": []}', 5, 3, 0),
    (b'{"id": 6, "cc": {"a": 1, "a": 1}, "uc": {}, "members": []}', 6, 3, 0),
    (b'{"id": "\xff"}', None, 3, 0),
    (b'{"id": "\\ud800"}', "\ud800", 3, 0),
    (b'{"id": 12345678901234567890, "cc": {}}', 12345678901234567890, 3, 0),
    (b'{"id": 1.5}', 1.5, 3, 0),
    (b'{"id": null}', None, 3, 0),
    (b'{"id": [1, {"a": 2.5}]}', [1, {"a": 2.5}], 3, 0),
    (b'{"id": 7, "cc": ' + b"[" * 50_000 + b"]" * 50_000 + b', "uc": {}, "members": []}', 7, 3, 0),
    (b'{"cc": ' + b'{"id":' * 50_000 + b"1" + b"}" * 50_000 + b', "id": "last"}', "last", 3, 0),
    (b'{"id": 8, "cc": ' + b"[" * 50_000, None, 3, 0),
    (b'{"id": 9, "cc": ' + b"[" * 600 + b"]" * 600 + b', "uc": {}, "members": []}', 9, 3, 0),
    (b'{"id": ' + b"[" * 900 + b"]" * 900 + b"}", None, 3, 0),
    (b'{"id": ' + b"9" * 5000 + b"}", None, 3, 0),
    (b'{"id": true, "x": Infinity}', True, 3, 0),
    (good_line("\u8d37\u6b3e"), "贷款", 0, 3),
    (good_line({"a": 1}) + b"\r", {"a": 1}, 0, 3),
]


def test_a_batch_gives_one_answer_for_each_line_in_order_and_never_dies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_bytes(b"\n".join(line for line, *_ in BATCH_LINES))
    answers = batch(path, capsys)
    for (line, id_, code, steps), got in zip(BATCH_LINES, answers, strict=True):
        if line.startswith(b'{"id": [[['):
            assert (got["code"], got["steps"]) == (3, 0)
        else:
            assert got == {"id": id_, "code": code, "steps": steps}, line[:60]


def test_a_line_longer_than_the_limit_is_skipped_and_the_next_is_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "MAX_BYTES", 4000)
    path = tmp_path / "lines.jsonl"
    just, over = (good_line(n).ljust(length) for n, length in ((1, 4000), (2, 4001)))
    for end in (b"", b"\n"):
        path.write_bytes(b"\n".join([just, over, just]) + end)
        assert [(line["id"], line["code"]) for line in batch(path, capsys)] == [(1, 0), (None, 3), (1, 0)]
        path.write_bytes(b"\n".join([just, over]) + end)
        assert [(line["id"], line["code"]) for line in batch(path, capsys)] == [(1, 0), (None, 3)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_value_anywhere_in_a_line_brings_the_batch_down(data: st.DataObject) -> None:
    line: Any = json.loads(good_line(1))
    inner = line
    while True:
        place = data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner))))
        if isinstance(inner[place], dict | list) and inner[place] and data.draw(st.booleans()):
            inner = inner[place]
            continue
        inner[place] = data.draw(JSON)
        break
    id_, code, steps = answer(json.dumps(line).encode())
    assert code in (0, 1, 2, 3)
    assert steps <= 3
    json.dumps(id_, default=repr)


def test_a_fault_of_the_program_costs_one_line_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    path = tmp_path / "lines.jsonl"
    path.write_bytes(good_line(1) + b"\n" + b'{"id": 2}')
    monkeypatch.setattr(command, "evaluate", fail)
    assert main(["evaluate", "--batch", str(path), "--json"]) == 70
    said = capsys.readouterr()
    assert [json.loads(line) for line in said.out.splitlines()] == [
        {"line": 1, "bug": "ZeroDivisionError"},
        {"id": 2, "code": 3, "steps": 0},
    ]
    assert "line 1: a bug in the program: ZeroDivisionError" in said.err


def test_a_batch_can_come_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(good_line(1) + b"\n")))
    assert main(["evaluate", "--batch", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"id": 1, "code": 0, "steps": 3}


def limited(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own that gets no more than 700 MB of address space."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))

    line = [sys.executable, "-m", "loc_desktop.cli", "evaluate", *arguments]
    return subprocess.run(line, capture_output=True, preexec_fn=limit, check=False, **options)


def test_files_of_50_mb_are_answered_in_bounded_memory(tmp_path: Path) -> None:
    big = tmp_path / "big.json"
    with big.open("wb") as file:
        for _ in range(50):
            file.write(b"[" * (1 << 20))
    _, uc, members = loan_files(tmp_path)
    completed = limited(str(big), uc, members)
    assert completed.returncode == 3
    assert b"it has more than 8,388,608 bytes" in completed.stderr
    assert b"Traceback" not in completed.stderr

    with big.open("ab") as file:
        file.write(b"\n" + good_line("after"))
    completed = limited("--batch", str(big), "--json")
    assert completed.returncode == 0
    assert [json.loads(line)["code"] for line in completed.stdout.splitlines()] == [3, 0]


def test_a_line_just_within_the_limit_of_the_costliest_kind_is_answered_in_bounded_memory(
    tmp_path: Path,
) -> None:
    path = tmp_path / "costly.jsonl"
    start, end = b'{"id": 1, "uc": {}, "members": [], "cc": [', b"[]]}"
    path.write_bytes(start + b"[]," * ((MAX_BYTES - len(start) - len(end)) // 3) + end + b"\n" + good_line(2))
    completed = limited("--batch", str(path), "--json")
    assert [json.loads(line) for line in completed.stdout.splitlines()] == [
        {"id": 1, "code": 3, "steps": 0},
        {"id": 2, "code": 0, "steps": 3},
    ]
