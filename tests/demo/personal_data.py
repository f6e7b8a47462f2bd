"""What of a bank's and a counter's customers must not be found in a ledger's bytes, in whatever spelling."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from loc_desktop.app.bank_books import banks_here, books
from loc_desktop.desk.workplace import Workplace


def personal_data(workplace: Workplace) -> dict[str, str]:
    """Account numbers, names, identity and telephone numbers and addresses, with what each of them is."""
    connections, secrets = workplace.connections, {}
    counter = workplace.desk_of("C").carrier.identity
    for bank in banks_here(connections, counter.ledger):
        kept = books(connections, bank)
        accounts, _ = kept.accounts("", None, 0, 10_000)
        secrets.update({account.number: "account" for account in accounts})
        clients, _ = kept.clients("", 0, 10_000)
        for client in clients:
            if not client.identity_number.startswith("FD-"):  # a department's name is public
                secrets |= {client.identity_number: "identity", client.name: "name", client.phone: "phone"}
    for customer in connections.counter(counter).customers("", 0, 10_000):
        secrets |= {customer.identity_number: "identity", customer.name: "name", customer.phone: "phone"}
        secrets[customer.address] = "address"
    secrets.pop("", None)
    return secrets


def spellings(text: str) -> Iterator[bytes]:
    """In clear, escaped, in base64 at each of its three places, and as a hash that anyone can work out."""
    plain = text.encode()
    yield from (plain, json.dumps(text)[1:-1].encode())
    for shift in range(3):
        inner = base64.b64encode(b"\0" * shift + plain)
        yield inner[4 if shift else 0 : -4]
    hashed = hashlib.sha256(plain)
    yield from (hashed.hexdigest().encode(), hashed.digest(), base64.b64encode(hashed.digest())[:-1])


def told(files: Iterable[Path], secrets: dict[str, str]) -> list[str]:
    """Which of ``secrets`` are in the bytes of ``files``."""
    data = [file.read_bytes() for file in files]
    assert all(data)
    return [
        f"{what} {text}"
        for text, what in secrets.items()
        if any(spelt in content for spelt in spellings(text) for content in data)
    ]
