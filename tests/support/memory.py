"""A State in memory: for tests, and as the reference of what the two real states must do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loc_desktop.contract.state import Caller, Json, decoded
from loc_desktop.script import canonical

NOBODY = Caller(organisation="", role="", key="")


class MemoryLedger:
    """Committed pairs and their history. ``begin`` gives the state of one transaction."""

    def __init__(self, channel: str = "loan") -> None:
        self.channel = channel
        self.values: dict[str, bytes] = {}
        self.changes: dict[str, list[tuple[str, str, bytes | None]]] = {}
        self._count = 0

    def begin(
        self, caller: Caller = NOBODY, time: str = "2026-11-22T08:00:00Z", tx_id: str = ""
    ) -> MemoryState:
        """A transaction's view; nothing is kept until :meth:`MemoryState.commit`."""
        self._count += 1
        return MemoryState(self, caller, time, tx_id or f"{self._count:064x}")


class MemoryState:
    """One transaction over a :class:`MemoryLedger`. Values are kept as canonical bytes, as on a real
    ledger.
    """

    def __init__(self, ledger: MemoryLedger, caller: Caller, time: str, tx_id: str) -> None:
        self._ledger = ledger
        self.channel = ledger.channel
        self.caller = caller
        self.time = time
        self.tx_id = tx_id
        self.writes: dict[str, bytes | None] = {}
        self.reads: list[str] = []

    def get(self, key: str) -> Json | None:
        self.reads.append(key)
        data = self.writes[key] if key in self.writes else self._ledger.values.get(key)
        return None if data is None else decoded(key, data)

    def get_many(self, keys: Sequence[str]) -> list[Json | None]:
        return [self.get(key) for key in keys]

    def put(self, key: str, value: Json) -> None:
        self.writes[key] = canonical.encode(value)

    def delete(self, key: str) -> None:
        self.writes[key] = None

    def range(self, start: str, end: str) -> Iterator[tuple[str, Json]]:
        for key in sorted(self._ledger.values):
            if start <= key < end:
                yield key, canonical.decode(self._ledger.values[key])

    def history(self, key: str) -> Iterator[tuple[str, str, Json | None]]:
        for tx_id, time, data in self._ledger.changes.get(key, []):
            yield tx_id, time, None if data is None else canonical.decode(data)

    def commit(self) -> None:
        """Make the writes the ledger's."""
        for key, data in self.writes.items():
            if data is None:
                self._ledger.values.pop(key, None)
            else:
                self._ledger.values[key] = data
            self._ledger.changes.setdefault(key, []).append((self.tx_id, self.time, data))
        self.writes = {}
