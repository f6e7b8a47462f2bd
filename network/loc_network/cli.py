"""`loc-network`: a Fabric network for the loan business, as processes on one machine or several."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from loc_desktop import file_causes
from loc_desktop.texts.terminal import tongue
from loc_desktop.texts.terminal.tongue import tr, trouble_said
from loc_network import changes, health, topology_checks, topology_file
from loc_network.control import Network, with_contract
from loc_network.errors import NetworkError
from loc_network.hosts import processes
from loc_network.layout import default_data, write_json
from loc_network.membership import profiles
from loc_network.topology import Topology

DEMONSTRATION = "a demonstration: days are those of the events, which their signers choose; not for the field"
_TODO = {
    errno.ENOSPC: "The disk is full: free at least 1 GB, then run the same command again.",
    errno.EDQUOT: "The quota is used up: free at least 1 GB, then run the same command again.",
    errno.EACCES: "Give this user the right to it, or name another data directory with --data.",
    errno.EROFS: "Name a data directory with --data that can be written.",
    errno.EEXIST: "Name a data directory with --data.",
    errno.ENOENT: "Name a data directory with --data.",
    errno.ENOTDIR: "Name a data directory with --data.",
}
LINE = 300  # characters of a log line that are shown; Fabric's errors carry their whole call stack


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what it was asked, 1 when it could not (the reason is on stderr)."""
    given = list(sys.argv[1:] if argv is None else argv)
    tongue.use(tongue.language_of(given, os.environ))
    # The parser's own words go through the translation that it takes from gettext.
    argparse._ = tongue.translated  # type: ignore[attr-defined]
    arguments = _parser().parse_args(given)
    began = time.monotonic()

    def report(line: str) -> None:
        if not getattr(arguments, "json", False):
            print(f"[{time.monotonic() - began:5.1f} s] {line}", flush=True)

    network = Network(arguments.data, report, getattr(arguments, "wait", 120.0))
    try:
        code: int = arguments.run(network, arguments) or 0
    except NetworkError as error:
        print("\n".join(part for part in error.said() if part), file=sys.stderr)
        return 1
    except OSError as error:
        if isinstance(error, BrokenPipeError):  # `… | head` has seen enough
            sys.stderr.close()
            return 0
        where = f" ({error.filename})" if error.filename else ""
        why = f"{trouble_said(file_causes.of_error(error))}{where}"
        print(tr("The operating system refused: {why}.", why=why), file=sys.stderr)
        print(tr(_TODO.get(error.errno or 0, "Run `loc-network doctor`.")), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(tr("Interrupted. Nodes that were started go on; `down` stops them."), file=sys.stderr)
        return 130
    return code


def _up(network: Network, arguments: argparse.Namespace) -> None:
    asked = (arguments.topology, arguments.contract, arguments.demonstration, arguments.batch_timeout)
    topology = None if network.layout.exists() and not any(asked) else _topology(arguments)
    network.up(topology, host=arguments.host, exchange=arguments.exchange)
    for channel in network.layout.topology().channels:
        if channel.demonstration:
            network.report(f"channel {channel.name} is {DEMONSTRATION}")
    here = network.bringing_up().here
    for organisation in here:
        network.report(f"profile of {organisation.name}: {network.layout.profile(organisation.name)}")
    if here:
        network.report(f"one-time enrolment secrets: {network.layout.enrolment_file}")


def _topology(arguments: argparse.Namespace) -> Topology:
    topology = topology_file.load(topology_file.find(arguments.topology or "default"))
    if arguments.batch_timeout:
        topology = replace(topology, batch=replace(topology.batch, timeout_ms=arguments.batch_timeout))
    for name in arguments.contract:
        topology = with_contract(topology, name)
    if arguments.demonstration:
        topology = topology.as_demonstration()
    return topology


def _down(network: Network, arguments: argparse.Namespace) -> None:
    stopped = network.down(arguments.nodes)
    network.report(f"stopped {len(stopped)} nodes" if stopped else "nothing was running")


def _status(network: Network, arguments: argparse.Namespace) -> int:
    status = health.status(network)
    if arguments.json:
        print(json.dumps(asdict(status), indent=1))
        return 0 if status.up else 1
    print(
        f"{status.name}: {'up' if status.up else 'not all up'}, {status.consensus}, "
        f"{status.pss / 1e6:.0f} MB, {status.data}"
    )
    for node in status.nodes:
        state = (
            f"pid {node.pid:<8} {(node.pss or 0) / 1e6:5.0f} MB {node.cpu_seconds:8.1f} s CPU"
            if node.running
            else "does not run"
        )
        print(f"  {node.name:<28} {node.endpoint:<22} {state}")
    for channel in status.channels:
        heights = ", ".join(f"{peer} {height}" for peer, height in channel.heights.items())
        agreed = ", ".join(f"{c.name} {c.version} (sequence {c.sequence})" for c in channel.contracts)
        asked = "a bank and two more roles" if channel.endorsement == "roles" else channel.endorsement
        print(f"  channel {channel.name} ({asked} of {', '.join(channel.members)})")
        if channel.demonstration:
            print(f"    {DEMONSTRATION}")
        print(f"    contracts: {agreed or 'none seen'}")
        if channel.leader:
            print(f"    led by {channel.leader}")
        print(f"    blocks: {heights or 'no peer answers'}")
    return 0 if status.up else 1


def _destroy(network: Network, arguments: argparse.Namespace) -> int:
    if not arguments.yes:
        if not sys.stdin.isatty():
            raise NetworkError("`destroy` deletes ledgers, certificates and keys.", "Say so with --yes.")
        if input(f"Delete {network.layout.root} with all its ledgers? Type yes: ").strip() != "yes":
            print("Nothing was deleted.")
            return 1
    network.destroy()
    network.report(f"{network.layout.root} is deleted")
    return 0


def _add_peer(network: Network, arguments: argparse.Namespace) -> None:
    network.report(f"{changes.add_peer(network, arguments.organisation)} is on its channels")


def _add_org(network: Network, arguments: argparse.Namespace) -> None:
    waiting = changes.add_organisation(
        network,
        arguments.name,
        arguments.role,
        only=tuple(arguments.channel),
        host=arguments.host,
        address=arguments.address,
        display=arguments.display,
    )
    if waiting is None:
        network.report(f"{arguments.name} is a member")
    else:
        network.report(
            f"signed; now run `loc-network sign {waiting}` on the other members' hosts, then on this one"
        )


def _sign(network: Network, arguments: argparse.Namespace) -> None:
    complete = changes.sign(network, arguments.name)
    network.report(f"{arguments.name} is a member" if complete else "signed; more signatures are needed")


def _upgrade(network: Network, arguments: argparse.Namespace) -> None:
    changes.upgrade(network, arguments.contract, arguments.version)


def _add_user(network: Network, arguments: argparse.Namespace) -> None:
    made = changes.add_user(network, arguments.organisation, arguments.name, registrar=arguments.registrar)
    print(f"enrolment id: {made.id}\nsecret (works once): {made.secret}")


def _profile(network: Network, arguments: argparse.Namespace) -> None:
    layout = network.layout
    topology = layout.topology()
    known = topology.organisation(arguments.organisation)
    areas = tuple(arguments.area) or known.areas
    named = replace(known, display=arguments.display, areas=areas)
    shown = profiles.profile(
        layout, topology_checks.check(topology.with_display(named.name, named.display)), named
    )
    try:
        write_json(arguments.file.absolute(), shown)
    except OSError as error:
        raise NetworkError(
            "{file} cannot be written: {why}.", file=arguments.file, why=error.strerror
        ) from error
    network.report(f"profile of {named.name} as {named.title}: {arguments.file}")


def _revoke(network: Network, arguments: argparse.Namespace) -> None:
    count = changes.revoke(network, arguments.organisation, arguments.name, arguments.reason)
    what = f"{count} certificates of {arguments.name} are revoked" if count else "no certificate was in use"
    network.report(f"{what}; {arguments.name} cannot enrol any more; the channels know")


def _rebuild(network: Network, arguments: argparse.Namespace) -> int:
    if not arguments.yes:
        raise NetworkError(
            "`rebuild` deletes the ledger of {peer}.", "Say so with --yes.", peer=arguments.peer
        )
    again = changes.rebuild(network, arguments.peer)
    network.report(f"{arguments.peer} has its ledger again")
    if again:
        network.report(
            f"its organisation has no other peer: `upgrade` {', '.join(again)} to a new version, "
            "so that it can approve anew"
        )
    return 0


def _renew(network: Network, arguments: argparse.Namespace) -> None:
    renewed = changes.renew(network, arguments.within)
    network.report(
        f"renewed: {', '.join(renewed)}"
        if renewed
        else f"no certificate expires within {arguments.within:.0f} days"
    )


def _logs(network: Network, arguments: argparse.Namespace) -> None:
    layout = network.layout
    layout.topology()
    known = sorted(p.stem for p in (layout.root / "logs").glob("*.log"))
    chosen = arguments.nodes or known
    for node in chosen:
        if node not in known:
            raise NetworkError(
                "There is no log of {node}.",
                "There are logs of: {names}.",
                node=repr(node),
                names=", ".join(known),
            )
        processes.rotate(layout, node)
    shown = {}
    for node in chosen:
        lines = [
            line
            for line in layout.log(node).read_text(encoding="utf-8", errors="replace").splitlines()
            if arguments.grep in line
        ]
        for line in lines[-arguments.lines :]:
            cut = line if arguments.whole or len(line) <= LINE else f"{line[:LINE]}…"
            print(f"{node}: {cut}" if len(chosen) > 1 else cut)
        shown[node] = layout.log(node).stat().st_size
    while arguments.follow:
        time.sleep(0.3)
        for node in chosen:
            with layout.log(node).open(encoding="utf-8", errors="replace") as stream:
                stream.seek(shown[node] if layout.log(node).stat().st_size >= shown[node] else 0)
                for line in stream:
                    if arguments.grep in line:
                        print(f"{node}: {line.rstrip()}", flush=True)
                shown[node] = stream.tell()


def _doctor(network: Network, arguments: argparse.Namespace) -> int:
    findings = health.examine(network)
    if arguments.json:
        print(json.dumps([asdict(f) for f in findings], indent=1))
    elif not findings:
        print("All is well.")
    else:
        for finding in findings:
            print(f"{finding.severity}: {finding.what}\n  {finding.todo}")
    return 1 if any(f.severity == "error" for f in findings) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="loc-network",
        description=tr("a Fabric network for the loan business, as processes on one machine or several"),
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=tr(text), description=tr(text))
        made.add_argument(
            "--data", type=Path, default=default_data(), help=tr("data directory (default: %(default)s)")
        )
        made.add_argument(
            "--lang",
            choices=("zh", "en"),
            help=tr("the language of what is said: zh or en (default: that of the locale)"),
        )
        made.set_defaults(run=run)
        if name in ("up", "add-org", "sign", "upgrade"):
            made.add_argument(
                "--wait", type=float, default=120.0, metavar="S", help=tr("how long to wait for other hosts")
            )
        return made

    shipped = ", ".join(sorted(p.stem for p in topology_file.SHIPPED.glob("*.yaml")))
    up = command("up", _up, "bring the network up, from nothing or from where it was; starts what is missing")
    up.add_argument("--topology", help=tr("YAML file, or one of: {names}", names=shipped))
    up.add_argument(
        "--contract",
        action="append",
        default=[],
        metavar="NAME",
        help=tr("one more contract on every channel (floor: a bare key write, for measurements)"),
    )
    up.add_argument(
        "--demonstration",
        action="store_true",
        help=tr(
            "the events' own time counts on its ledgers, so that years can be played (never for the field)"
        ),
    )
    up.add_argument(
        "--batch-timeout", type=int, metavar="MS", help=tr("cut a block after so many milliseconds")
    )
    up.add_argument("--host", help=tr("which of the topology's hosts this machine is"))
    up.add_argument("--exchange", type=Path, help=tr("folder shared with, or copied between, the hosts"))
    down = command("down", _down, "stop the named nodes, or everything; ledgers stay")
    down.add_argument("nodes", nargs="*", metavar="NODE")
    status = command("status", _status, "what runs, how high the ledgers are; exit code 1 when not all is up")
    status.add_argument("--json", action="store_true")
    destroy = command("destroy", _destroy, "stop everything and delete the data directory")
    destroy.add_argument("--yes", action="store_true", help=tr("do not ask"))
    peer = command("add-peer", _add_peer, "one more peer for an organisation")
    peer.add_argument("organisation", metavar="ORG")
    org = command(
        "add-org",
        _add_org,
        "a new organisation joins, with the signatures of enough members; says what it changes",
    )
    org.add_argument("name", metavar="NAME")
    org.add_argument("--role", required=True, choices=topology_checks.ROLES)
    org.add_argument("--channel", action="append", default=[], help=tr("which channels (default: all)"))
    org.add_argument("--host", help=tr("the host it lives on, when not this one"))
    org.add_argument("--display", default="", metavar="TEXT", help=tr("what people call it (default: NAME)"))
    org.add_argument("--address", help=tr("that host's address, when it is new"))
    sign = command(
        "sign", _sign, "sign the update that lets an organisation in; the last one needed submits it"
    )
    sign.add_argument("name", metavar="NAME")
    upgrade = command("upgrade", _upgrade, "the next version of a contract, by the lifecycle")
    upgrade.add_argument("contract")
    upgrade.add_argument("version")
    user = command("add-user", _add_user, "register a desktop user; prints the one-time enrolment secret")
    user.add_argument("organisation", metavar="ORG")
    user.add_argument("name", metavar="NAME")
    user.add_argument("--registrar", action="store_true", help=tr("a counter, which may register others"))
    branch = command("profile", _profile, "a connection profile under another name, such as a branch's")
    branch.add_argument("organisation", metavar="ORG")
    branch.add_argument("display", metavar="TEXT", help=tr("what people call those who join with it"))
    branch.add_argument("file", type=Path, metavar="FILE")
    branch.add_argument(
        "--area",
        action="append",
        default=[],
        metavar="AREA",
        help=tr('code and name of a division that it serves, such as "350802 Xinluo"; may be repeated'),
    )
    revoke = command("revoke", _revoke, "revoke an identity and put the revocation list onto the channels")
    revoke.add_argument("organisation", metavar="ORG")
    revoke.add_argument("name", metavar="NAME")
    revoke.add_argument(
        "--reason",
        default="unspecified",
        choices=changes.REASONS,
        help=tr("as RFC 5280 has them: %(choices)s"),
    )
    rebuild = command("rebuild", _rebuild, "give a peer a new ledger, taken from the orderers block by block")
    rebuild.add_argument("peer", metavar="PEER")
    rebuild.add_argument("--yes", action="store_true", help=tr("delete the ledger it has"))
    renew = command(
        "renew", _renew, "renew certificates that expire soon; keys stay, nodes restart one by one"
    )
    renew.add_argument("--within", type=float, default=changes.RENEW_WITHIN_DAYS, metavar="DAYS")
    logs = command("logs", _logs, "the last lines of the logs")
    logs.add_argument("nodes", nargs="*", metavar="NODE")
    logs.add_argument("-n", "--lines", type=int, default=20)
    logs.add_argument(
        "--whole", action="store_true", help=tr("lines of more than {count} characters too", count=LINE)
    )
    logs.add_argument("-f", "--follow", action="store_true")
    logs.add_argument("--grep", default="", metavar="TEXT", help=tr("only lines that contain TEXT"))
    doctor = command("doctor", _doctor, "what is wrong, and what to do; exit code 1 when something is")
    doctor.add_argument("--json", action="store_true")
    return parser
