"""Connection profiles: what is read, and what a wrong one is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.identity.authority import Authority
from loc_desktop.ledger.fabric.profile import ProfileError, load_profile, parse_profile
from tests.scenarios.embedded_scene import MemoryStore


@pytest.fixture(scope="module")
def pem() -> str:
    return Authority.create(MemoryStore(), "root").root_pem


@pytest.fixture
def good(pem: str) -> dict[str, Any]:
    return {
        "name": "loan",
        "organisation": "B",
        "role": "B",
        "msp_id": "BMSP",
        "channels": ["loan", "second"],
        "contract": "loc",
        "peers": [{"name": "peer0.B", "endpoint": "10.0.0.1:7051", "hostname": "peer0.B", "tls_ca_pem": pem}],
        "ca": {"url": "https://10.0.0.1:7054", "name": "ca-B", "tls_ca_pem": pem},
        "msp_root_pems": [pem],
    }


def test_a_profile_is_read_as_json_and_as_yaml(good: dict[str, Any], tmp_path: Path) -> None:
    import yaml

    file = tmp_path / "B.json"
    file.write_text(json.dumps(good), encoding="utf-8")
    profile = load_profile(file)
    assert (profile.msp_id, profile.channels, profile.peers[0].endpoint) == (
        "BMSP", ("loan", "second"), "10.0.0.1:7051",
    )  # fmt: skip
    assert parse_profile(yaml.safe_dump(good).encode()) == profile


def test_what_need_not_stand_there_has_a_default(good: dict[str, Any]) -> None:
    del good["ca"], good["contract"], good["peers"][0]["hostname"], good["peers"][0]["name"]
    profile = parse_profile(json.dumps(good).encode())
    assert (profile.ca.url, profile.contract) == ("", "loc")
    assert (profile.peers[0].hostname, profile.peers[0].name) == ("10.0.0.1", "10.0.0.1:7051")


WRONG: dict[str, tuple[str, Callable[[dict[str, Any]], Any]]] = {
    "no role": ("role", lambda good: good.pop("role")),
    "a role that is none": ("role", lambda good: good.update(role="X")),
    "no peer": ("peers", lambda good: good.update(peers=[])),
    "peers that are no list": ("peers", lambda good: good.update(peers="x")),
    "an endpoint without port": ("peers[0].endpoint", lambda good: good["peers"][0].update(endpoint="host")),
    "a port beyond 65535": ("peers[0].endpoint", lambda good: good["peers"][0].update(endpoint="h:70000")),
    "a certificate that is none": (
        "peers[0].tls_ca_pem",
        lambda good: good["peers"][0].update(tls_ca_pem="no"),
    ),
    "an authority without TLS": ("ca.url", lambda good: good["ca"].update(url="http://10.0.0.1")),
    "an authority that is no object": ("ca", lambda good: good.update(ca=[])),
    "no channel": ("channels", lambda good: good.update(channels=[])),
    "a channel that is no text": ("channels", lambda good: good.update(channels=[1])),
    "a name that is no text": ("name", lambda good: good.update(name=5)),
    "an empty MSP id": ("msp_id", lambda good: good.update(msp_id="")),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_profile_is_told_which_field(good: dict[str, Any], case: str) -> None:
    field, change = WRONG[case]
    change(good)
    with pytest.raises(ProfileError) as caught:
        parse_profile(json.dumps(good).encode(), "B.json")
    assert (caught.value.code, caught.value.params["field"]) == ("profile.field", field)
    assert caught.value.params["file"] == "B.json"


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe", b"[1]", b"a: [", b"", b"x" * 1_000_001, b"!!python/object:os.x {}"]
)
def test_a_file_that_is_no_profile_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(ProfileError) as caught:
        parse_profile(raw)
    assert caught.value.code == "profile.format"


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile(tmp_path / "none.json")
    assert caught.value.code == "profile.missing"
