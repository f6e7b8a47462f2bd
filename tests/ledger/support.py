"""A small contract, members and ledgers for tests of the storage."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from loc_desktop.contract.state import Json, State
from loc_desktop.errors import KnownError
from loc_desktop.identity.authority import Authority
from loc_desktop.identity.store import Store as KeyStore
from loc_desktop.ledger.api import User
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from loc_desktop.script.keys import SoftwareSigner

CONFIG = {"channel": "loan", "slots": 4}


def counter(state: State, fn: str, args: list[Json]) -> Json:
    """``add(key, n)`` gives the new sum; ``refuse`` is a refusal; an unknown function is a bug."""
    match fn:
        case "init":
            state.put("config", args[0])
            return None
        case "add":
            value = (state.get(args[0]) or 0) + args[1]
            state.put(args[0], value)
            state.put(f"last/{args[0]}", {"tx": state.tx_id, "role": state.caller.role, "at": state.time})
            return value
        case "put":
            state.put(args[0], args[1])
            return {"put": args[0]}
        case "delete":
            state.delete(args[0])
            return True
        case "get":
            return state.get(args[0])
        case "range":
            return [[key, value] for key, value in state.range(args[0], args[1])]
        case "history":
            return [[tx, at, -1 if value is None else value] for tx, at, value in state.history(args[0])]
        case "caller":
            return [state.caller.organisation, state.caller.role, state.caller.key, state.caller.registrar]
        case "refuse":
            state.put("never", 1)
            raise KnownError("contract.test", params={"n": 7})
        case _:
            raise ZeroDivisionError(fn)


class _Memory:
    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def set(self, entry: str, name: str, value: str) -> None:
        self.entries[entry, name] = value


def authority() -> Authority:
    """A root whose key is kept nowhere."""
    return Authority.create(cast(KeyStore, _Memory()), "Test root")


def member(
    root: Authority, role: str = "B", name: str = "Bank", signer: SoftwareSigner | None = None
) -> User:
    signer = signer or SoftwareSigner.generate()
    return User(name, root.certify(role, signer.key, name, name), signer)


@dataclass(frozen=True)
class Setting:
    """A fresh ledger with the counter contract, its authority and one member."""

    path: Path
    ledger: EmbeddedLedger
    root: Authority
    user: User

    def reopen(self) -> EmbeddedLedger:
        return EmbeddedLedger(self.path, contract=counter)

    def user_file(self, scalar: int = 7) -> Path:
        """A file from which another process can make itself a member: private scalar and certificate."""
        signer = SoftwareSigner.from_scalar(scalar)
        user = member(self.root, "C", f"Customer {scalar}", signer)
        file = self.path.with_name(f"user-{scalar}.json")
        file.write_text(json.dumps({"scalar": scalar, "certificate": user.certificate}))
        return file


def user_from(file: Path) -> User:
    content = json.loads(file.read_text())
    return User("", content["certificate"], SoftwareSigner.from_scalar(content["scalar"]))


def setting(folder: Path) -> Setting:
    root = authority()
    path = folder / "ledger.sqlite"
    ledger = EmbeddedLedger.create(path, CONFIG, [root.root_pem], contract=counter)
    return Setting(path, ledger, root, member(root))
