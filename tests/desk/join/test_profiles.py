"""A connection profile: one that cannot enrol is refused, one that is kept has the name of its bytes."""

from __future__ import annotations

import hashlib
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.desk.join.profiles import keep_profile, profile_of
from loc_desktop.desk.workplace import Workplace
from loc_desktop.identity.authority import Authority
from loc_desktop.ledger.fabric.profile import ProfileError
from tests.scenarios.embedded_scene import MemoryStore


@pytest.fixture(scope="module")
def pem() -> str:
    return Authority.create(MemoryStore(), "root").root_pem


@pytest.fixture
def good(pem: str) -> dict[str, Any]:
    return {
        "name": "loan", "organisation": "B", "role": "B", "msp_id": "BMSP", "channels": ["loan"],
        "contract": "loc", "peers": [{"name": "peer0.B", "endpoint": "10.0.0.1:7051", "tls_ca_pem": pem}],
        "ca": {"url": "https://10.0.0.1:7054", "name": "ca-B", "tls_ca_pem": pem}, "msp_root_pems": [pem],
    }  # fmt: skip


def _file(folder: Path, profile: Any) -> Path:
    file = folder / "B.json"
    file.write_text(json.dumps(profile), encoding="utf-8")
    return file


def test_a_whole_profile_is_read(good: dict[str, Any], tmp_path: Path) -> None:
    profile = profile_of(_file(tmp_path, good))
    assert (profile.role, profile.ca.url, profile.channels) == ("B", "https://10.0.0.1:7054", ("loan",))


@pytest.mark.parametrize(("left_out", "field"), [("ca", "ca.url"), ("msp_root_pems", "msp_root_pems")])
def test_one_that_nobody_can_enrol_with_is_told_what_it_lacks(
    good: dict[str, Any], tmp_path: Path, left_out: str, field: str
) -> None:
    del good[left_out]
    with pytest.raises(ProfileError) as lacking:
        profile_of(_file(tmp_path, good))
    assert (lacking.value.code, lacking.value.params["field"]) == ("profile.field", field)
    assert lacking.value.params["file"] == "B.json"


def test_no_file_and_a_file_that_is_none_are_told(tmp_path: Path) -> None:
    for file, code in ((tmp_path / "none.json", "profile.missing"), (_file(tmp_path, [1]), "profile.format")):
        with pytest.raises(ProfileError) as wrong:
            profile_of(file)
        assert wrong.value.code == code


def test_it_is_kept_once_under_the_name_of_its_bytes_for_its_owner_alone(empty: Workplace) -> None:
    raw = b'{"name": "loan"}'
    name = keep_profile(empty.connections, raw)
    assert name == f"profiles/{hashlib.sha256(raw).hexdigest()[:16]}.json"
    file = empty.home / name
    assert file.read_bytes() == raw
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    written = file.stat().st_mtime_ns
    assert keep_profile(empty.connections, raw) == name
    assert file.stat().st_mtime_ns == written
    assert keep_profile(empty.connections, raw + b" ") != name
    assert len(list(file.parent.iterdir())) == 2
