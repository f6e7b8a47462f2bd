"""``loc-desktop reconcile``: the bank's books against the ledger that they belong to."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.app.connections import Connections
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.connector.reconcile import reconcile
from loc_desktop.cli.errors import terminal_error
from loc_desktop.cli.identity_choice import choose
from loc_desktop.cli.secret_file import first_line
from loc_desktop.cli.workplace import logged
from loc_desktop.contract.state import Caller
from loc_desktop.data_file import ANY, Access
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from loc_desktop.ledger.fabric.profile import load_profile
from loc_desktop.loan.money import yuan_text
from loc_desktop.paths import data_dir
from loc_desktop.texts.terminal.tongue import described, language, padded, tr
from loc_desktop.texts.words import say_trouble

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.bank.books.books import Books
    from loc_desktop.bank.connector.reconcile import Reconciliation
    from loc_desktop.bank.ports import ReadingPort
    from loc_desktop.contract.state import Caller
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.embedded.ledger import EmbeddedLedger

_IN_CLEAR = b"SQLite format 3\x00"

DESCRIPTION = """\
For every bank whose books are in the data folder (books-*.sqlite): traditional accounts + money in transit +
digital assets, against what the ledger says at its newest block; every difference is named by its transfer.
On this computer's own ledger the keyring is asked for the books' key only. On a peer network the bank's
identity asks, with its key from the keyring (or another identity that may: --identity). Exit 0 if all agree,
1 on any difference."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which books, which ledger, and who asks."""
    parser.description = described("reconcile", DESCRIPTION)
    parser.add_argument("--books", metavar="FILE", type=Path, help=tr("one bank's books instead of all"))
    parser.add_argument("--ledger", metavar="PATH", type=Path, help=tr("the embedded ledger's file"))
    parser.add_argument(
        "--identity", metavar="NAME", help=tr("who asks on a peer network, by name or id (default: the bank)")
    )
    parser.add_argument(
        "--profile",
        metavar="FILE",
        type=Path,
        help=tr("the network's connection profile, if another is to be used"),
    )
    parser.add_argument("--channel", metavar="NAME", help=tr("the profile's channel (default: its first)"))
    parser.add_argument(
        "--pin-file", metavar="FILE", type=Path, help=tr("a file whose first line is the identity's PIN")
    )
    parser.add_argument(
        "--passphrase-file", metavar="FILE", type=Path,
        help=tr("a file whose first line is the passphrase of an encrypted keyring file"),
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help=tr("one JSON object instead of sentences"))


def run(args: argparse.Namespace) -> int:
    """Print the comparison of each bank's books; 1 if one differs."""
    connections = Connections(logged())
    if args.passphrase_file:
        connections.use_passphrase(first_line(args.passphrase_file))
    files = [args.books] if args.books else _books_here(connections)
    if not files:
        raise terminal_error("reconcile.no_books")
    reconciliations: list[Reconciliation] = []
    try:
        for file in files:
            books = Books(file, access=_access(connections, file))
            try:
                with _ledger_of(args, connections, books) as (ledger, user):
                    reconciliations.append(reconcile(books, ledger, user))
            finally:
                books.close()
    finally:
        connections.close()
    good = all(reconciliation.good for reconciliation in reconciliations)
    if args.json:
        total = sum(reconciliation.difference_fen for reconciliation in reconciliations)
        issuers = [_json(reconciliation) for reconciliation in reconciliations]
        print(json.dumps({"good": good, "difference_fen": total, "issuers": issuers}, ensure_ascii=False))
    else:
        print("\n\n".join(_text(reconciliation) for reconciliation in reconciliations))
    return 0 if good else 1


def _books_here(connections: Connections) -> list[Path]:
    """The books of the data folder, also those that are remembered and missing."""
    names = {file.name for file in connections.home.glob("books-*.sqlite")}
    names |= {name for name in connections.folder.register.names() if name.startswith("books-")}
    return [connections.home / name for name in sorted(names)]


def _access(connections: Connections, file: Path) -> Access:
    """How books are opened: those of the data folder are remembered; others are in clear, or have its key."""
    here = file.resolve().parent == connections.home.resolve()
    if here and connections.folder.register.stamp(file.name):
        return connections.access(file.name)
    try:
        with file.open("rb") as stream:
            clear = stream.read(len(_IN_CLEAR)) in (b"", _IN_CLEAR)
    except OSError:
        clear = True  # opening it says what is wrong
    return ANY if clear else Access(key=connections.data_key())


# --- which ledger, and who asks -----------------------------------------------------------------------------


@contextmanager
def _ledger_of(
    args: argparse.Namespace, connections: Connections, books: Books
) -> Iterator[tuple[ReadingPort, Any]]:
    """The ledger that these books belong to, and who asks it."""
    asking = None if args.ledger else _identity(args.identity, connections, books)
    entry = connections.settings.ledgers().get(asking.ledger, {}) if asking else {}
    if args.profile or entry.get("kind") == "fabric":
        if asking is None:
            raise terminal_error("reconcile.no_identity", file=books.path.name)
        with _network(args, connections, asking) as network:
            yield network
        return
    with EmbeddedLedger(args.ledger or data_dir() / "ledger.sqlite") as ledger:
        # Who can read the books may read what the ledger says about them: as the bank itself.
        yield _As(ledger, Caller("", "B", books.bank)), None


def _identity(name: str | None, connections: Connections, books: Books) -> Identity | None:
    """Who asks: the identity of this name or id, or the bank's own. None where the bank is not here."""
    known = connections.identities()
    if name is None:
        return next(
            (identity for identity in known if identity.role == "B" and identity.key == books.bank), None
        )
    return choose(known, name)


@contextmanager
def _network(
    args: argparse.Namespace, connections: Connections, asking: Identity
) -> Iterator[tuple[ReadingPort, Any]]:
    """A peer network as ``asking`` sees it. Raises KnownError ``keyring.*``, ``pin.*``, ``profile.*``, the
    ledger's errors."""
    pin = _pin(args, asking)
    user = connections.user(asking, pin)
    if not args.profile:
        if pin is not None:
            connections.use_pin(asking, pin)
        yield connections.ledger_of(asking), user
        return
    from loc_desktop.ledger.fabric.client import FabricLedger

    ledger = FabricLedger(load_profile(args.profile), user, args.channel or "")
    try:
        yield ledger, user
    finally:
        ledger.close()


def _pin(args: argparse.Namespace, asking: Identity) -> str | None:
    if asking.protection != "pin":
        return None
    if args.pin_file is None:
        raise terminal_error("reconcile.pin", name=asking.name)
    return first_line(args.pin_file)


class _As:
    """An embedded ledger read in a caller's name: its file is on this computer, no signature is needed."""

    def __init__(self, ledger: EmbeddedLedger, caller: Caller) -> None:
        self._ledger = ledger
        self._caller = caller

    def evaluate(self, fn: str, args: list[Any], user: Any) -> Any:
        return self._ledger.evaluate_as(self._caller, fn, args)

    def height(self) -> int:
        return self._ledger.height()


# --- what is printed ----------------------------------------------------------------------------------------


def _json(reconciliation: Reconciliation) -> dict[str, Any]:
    """The reconciliation with what it found in English."""
    whole = reconciliation.to_json()
    for shown, difference in zip(whole["differences"], reconciliation.differences, strict=True):
        shown["what"] = say_trouble(difference.what)
    for shown, transfer in zip(whole["open"], reconciliation.open, strict=True):
        shown["trouble"] = say_trouble(transfer.trouble) if transfer.trouble else ""
    return whole


def _text(reconciliation: Reconciliation) -> str:
    money = reconciliation.money
    whose = reconciliation.name or reconciliation.bank
    lines = [tr("{bank}, block {number}", bank=whose, number=reconciliation.block)]
    sums = {
        "traditional accounts": money.traditional,
        "in transit": money.transit,
        "digital, on the ledger": reconciliation.digital_ledger,
        "counted on both sides": -reconciliation.between,
        "from outside": money.vault,
        "difference": reconciliation.difference_fen,
    }
    lines += [f"  {padded(tr(name), 22)} {yuan_text(fen, ','):>20}" for name, fen in sums.items()]
    lines[-1] += tr(" yuan")
    lines += [
        "  "
        + tr("open: {event}: {why}", event=transfer.event, why=say_trouble(transfer.standing, language()))
        for transfer in reconciliation.open
    ]
    lines += [
        "  "
        + tr(
            "difference: {event}: {why}",
            event=difference.event or difference.kind,
            why=say_trouble(difference.what, language()),
        )
        for difference in reconciliation.differences
    ]
    if reconciliation.moving:
        lines.append("  " + tr("Transfers went on meanwhile: run it again."))
    if reconciliation.good:
        lines.append("  " + tr("Everything agrees."))
    return "\n".join(lines)
