"""The network as data: what is read, what is refused and how it is said. No Fabric needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from loc_network import cli, layout, topology_checks, topology_file
from loc_network.control import with_contract
from loc_network.errors import NetworkError
from loc_network.topology import Organisation

MINIMAL = {
    "organisations": [{"name": "B"}, {"name": "C"}, {"name": "R"}],
    "orderers": [{"count": 1}],
    "contracts": [{"name": "loc"}],
    "channels": [{"name": "loan"}],
}


def test_the_default_is_the_five_organisations_on_one_channel() -> None:
    topology = topology_file.load(topology_file.find("default"))
    assert [(o.name, o.role, o.peers) for o in topology.organisations] == [
        (r, r, 1) for r in topology_checks.ROLES
    ]
    assert [(c.name, c.members, c.endorsement, c.contracts) for c in topology.channels] == [
        ("loan", topology_checks.ROLES, "roles", ("loc",))
    ]
    assert topology.consensus == "raft"
    assert [o.orderers for o in topology.orderer_organisations] == [1]


@pytest.mark.parametrize(
    ("name", "consensus", "orderers", "endorsement"),
    [
        ("raft3", "raft", 3, "roles"),
        ("bft4", "bft", 4, "roles"),
        ("bft7", "bft", 7, "roles"),
        ("any1", "raft", 1, "any"),
    ],
)
def test_the_shipped_ones_are_what_their_names_say(
    name: str, consensus: str, orderers: int, endorsement: str
) -> None:
    topology = topology_file.load(topology_file.find(name))
    assert topology.consensus == consensus
    assert sum(o.orderers for o in topology.orderer_organisations) == orderers
    assert {c.endorsement for c in topology.channels} == {endorsement}


@pytest.mark.parametrize("path", sorted(topology_file.SHIPPED.glob("*.yaml")), ids=lambda p: p.stem)
def test_what_is_written_is_read_back_the_same(path: Path) -> None:
    topology = with_contract(topology_file.load(path), "floor").with_peer("B")
    assert topology_file.parse(yaml.safe_load(topology_file.dump(topology))) == topology


def test_only_a_demonstration_counts_by_the_time_of_events() -> None:
    shipped = {path.stem: topology_file.load(path) for path in topology_file.SHIPPED.glob("*.yaml")}
    marked = {name for name, topology in shipped.items() if any(c.demonstration for c in topology.channels)}
    assert marked == {"demonstration"}
    changed = shipped["raft3"].as_demonstration()
    assert all(channel.time == "event" for channel in changed.channels)
    assert topology_file.parse(yaml.safe_load(topology_file.dump(changed))) == changed


def test_an_organisation_may_have_a_name_for_people() -> None:
    named = [{"name": "B", "display": "Rural bank, second branch"}, {"name": "C"}, {"name": "R"}]
    topology = topology_checks.check(topology_file.parse({**MINIMAL, "organisations": named}))
    assert [(organisation.msp_id, organisation.title) for organisation in topology.organisations] == [
        ("B", "Rural bank, second branch"),
        ("C", "C"),
        ("R", "R"),
    ]
    assert topology_file.parse(yaml.safe_load(topology_file.dump(topology))) == topology


def test_a_branch_gets_a_profile_under_its_own_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, file = tmp_path / "network", tmp_path / "branch.json"
    made = layout.Layout(data)
    made.save_topology(topology_file.load(topology_file.find("default")))
    shown = {"name": "peer0.B", "address": "127.0.0.1", "port": 7051}
    entry = {"root": "PEM", "ca_url": "https://127.0.0.1:7054", "nodes": [shown]}
    layout.write_json(made.exchange / "orgs" / "B.json", entry)
    arguments = ["profile", "B", "Rural bank, second branch", str(file), "--data", str(data)]
    assert cli.main(arguments) == 0
    written = json.loads(file.read_text())
    assert (written["organisation"], written["display"]) == ("B", "Rural bank, second branch")
    assert written["msp_id"] == "B"
    assert cli.main([*arguments[:2], "x" * 61, *arguments[3:]]) == 1
    assert "has the display name" in capsys.readouterr().err
    assert cli.main(["profile", "Z", *arguments[2:]]) == 1
    assert "no organisation 'Z'" in capsys.readouterr().err
    # The network's own topology stays as it was.
    assert made.topology().organisation("B").title == "B"


def test_what_is_left_out_has_a_meaning() -> None:
    topology = topology_checks.check(topology_file.parse(MINIMAL))
    assert topology.organisation("B") == Organisation("B", "B", "local", 1)
    assert topology.channel("loan").members == ("B", "C", "R")
    assert topology.channel("loan").contracts == ("loc",)
    assert topology.address("local") == "127.0.0.1"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"organisations": []}, "'organisations' is missing"),
        ({"organisations": [{"name": "B"}, {"name": "B"}]}, "'B' is named twice"),
        ({"organisations": [{"name": "B", "role": "X"}]}, "has the role 'X'"),
        ({"organisations": [{"name": "../B", "role": "B"}]}, "cannot name an organisation"),
        ({"organisations": [{"name": "B", "peers": 0}]}, "organisations[0].peers is not a whole number"),
        ({"organisations": [{"name": "B", "host": "far"}]}, "'far', which is not under 'hosts'"),
        ({"organisations": [{"name": "B", "pears": 2}]}, "unknown member 'pears'"),
        ({"organisations": "B"}, "is not a list"),
        ({"consensus": "bft"}, "BFT with 1 orderers tolerates no fault"),
        ({"consensus": "solo"}, "'solo' is not known"),
        ({"channels": [{"name": "Loan"}]}, "'Loan' cannot name a channel"),
        ({"channels": [{"name": "loan", "members": ["Z"]}]}, "member 'Z', which is no organisation"),
        ({"channels": [{"name": "loan", "time": "noon"}]}, "has the time 'noon'"),
        ({"organisations": [{"name": "B", "display": "x" * 61}]}, "has the display name 'xxx"),
        (
            {"channels": [{"name": "loan", "contracts": ["x"]}]},
            "contract 'x', which is not under 'contracts'",
        ),
        (
            {"organisations": [{"name": "B"}, {"name": "C"}]},
            "endorses by roles, and its members are not enough",
        ),
        ({"organisations": [{"name": n} for n in ("C", "FD", "R")]}, "not enough of them: C, FD, R"),
        ({"channels": [{"name": "loan", "endorsement": "some"}]}, "the endorsement 'some'"),
        (
            {"channels": [{"name": "loan", "endorsement": "OR('X.peer','B.peer')"}]},
            "names 'X', which is no member",
        ),
        ({"channels": [{"name": "loan", "endorsement": "OR('B.peer'"}]}, "the endorsement"),
        ({"channels": [{"name": "loan", "endorsement": "OR('B.pear')"}]}, "names B.pear"),
        ({"channels": [{"name": "loan", "contracts": []}]}, "channels[0].contracts is not a list of names"),
        ({"contracts": [{"name": "lok"}]}, "'lok' is none that this program runs"),
        ({"contracts": [{"name": "loc", "version": 1.0}]}, "contracts[0].version is not text but 1.0"),
        ({"contracts": [{"name": "loc", "version": "1/0"}]}, "'1/0' cannot name a version"),
        ({"hosts": {"a": {"address": "not an address!"}}}, "the address 'not an address!'"),
        ({"hosts": {"a": {"address": "10.0.0.1:7050"}}}, "the address '10.0.0.1:7050'"),
        ({"base_port": 70_000}, "base_port is not a whole number from 1 to 65535 but 70000"),
        ({"ports": {"peer0.X": {"grpc": 7051}}}, "'peer0.X', which is no node"),
        ({"ports": {"pear0.B": {"grpc": 7051}}}, "'pear0.B', which is no node"),
        ({"ports": {"peer0.B": {"grpx": 7051}}}, "a port for 'grpx'"),
        ({"ports": {"peer0.B": {"grpc": 7051, "operations": 7051}}}, "the port 7051 twice"),
        ({"ports": {"peer0.B": {"grpc": 7051}, "peer0.C": {"grpc": 7051}}}, "the port 7051 twice"),
        ({"batch": {"timeout_ms": 0.5}}, "batch.timeout_ms is not a whole number"),
        ({"hosts": {"a": {}}}, "hosts.a.address is missing"),
        ({"ports": {"peer0.B": {"grpc": "7051"}}}, "ports.peer0.B.grpc is not a whole number"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump({**MINIMAL, **change}))
    with pytest.raises(NetworkError) as caught:
        topology_file.load(path)
    assert said in caught.value.problem
    assert str(path) in caught.value.problem
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"a: [", "is not YAML"),
        (b"- just a list", "is not a mapping"),
        (b"", "is not a mapping"),
        (b"name: a\nname: b\n", "'name' stands twice"),
        (b"\xff\xfe\x00", "not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_topology_is_named(tmp_path: Path, text: bytes, said: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(text)
    with pytest.raises(NetworkError, match=r"mine\.yaml") as caught:
        topology_file.load(path)
    assert said in caught.value.problem
    assert caught.value.remedy


def test_a_file_that_is_not_there_is_named_with_what_there_is() -> None:
    with pytest.raises(NetworkError, match="bft4"):
        topology_file.load(topology_file.find("no-such-topology"))


def test_a_version_that_cannot_name_a_file_is_refused_before_anything_starts() -> None:
    topology = topology_file.load(topology_file.find("default"))
    assert topology.with_version("loc", "1.1").contract("loc").version == "1.1"
    for wrong in ("1 1/x", "../1", ""):
        with pytest.raises(NetworkError, match="cannot name a version"):
            topology_checks.check(topology.with_version("loc", wrong))


def test_ports_are_chosen_free_and_kept(tmp_path: Path) -> None:
    made = layout.Layout(tmp_path)
    made.allocate({"peer0.B": ("grpc", "operations")}, 21_000)
    first = made.ports()
    made.allocate({"peer0.B": ("grpc", "operations"), "peer1.B": ("grpc",)}, 21_000)
    assert made.ports()["peer0.B"] == first["peer0.B"]
    chosen = [p for ports in made.ports().values() for p in ports.values()]
    assert len(set(chosen)) == 3
    assert all(layout.is_free(p) for p in chosen)


def test_a_port_may_be_fixed_and_no_two_nodes_get_one(tmp_path: Path) -> None:
    given = topology_file.parse({**MINIMAL, "base_port": 21_000, "ports": {"peer0.B": {"grpc": 21_001}}})
    assert topology_file.parse(yaml.safe_load(topology_file.dump(given))) == given
    made = layout.Layout(tmp_path)
    wanted = {"peer0.C": ("grpc", "operations"), "peer0.B": ("grpc",)}
    made.allocate(wanted, given.base_port, given.ports)
    assert made.port("peer0.B") == 21_001
    assert made.port("peer0.C") >= 21_000
    assert 21_001 not in made.ports()["peer0.C"].values()
    with pytest.raises(NetworkError, match="Port 21001"):
        made.allocate({"peer0.R": ("grpc",)}, None, {"peer0.R": {"grpc": 21_001}})


def test_two_commands_do_not_change_one_network_at_once(tmp_path: Path) -> None:
    made = layout.Layout(tmp_path)
    with made.locked(), pytest.raises(NetworkError, match="at work"), layout.Layout(tmp_path).locked():
        pytest.fail("the lock was taken twice")
    with made.locked():
        assert (tmp_path / "lock").is_file()


def test_a_lock_left_by_a_dead_command_is_taken(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("999999999")
    with layout.Layout(tmp_path).locked():
        assert (tmp_path / "lock").read_text() != "999999999"


def test_private_files_are_the_owners_only(tmp_path: Path) -> None:
    path = layout.write(tmp_path / "deep" / "secret", "x", private=True)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    (tmp_path / "ports.json").write_text("{")
    with pytest.raises(NetworkError, match=r"ports\.json is damaged"):
        layout.Layout(tmp_path).ports()
