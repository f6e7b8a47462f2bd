"""A contract service in a process of its own, over a state that is handed to it: one JSON line in for each
transaction, one out with what it read, wrote and answered. Run as a script, so that PYTHONPATH goes first.
"""

from __future__ import annotations

import sys
from typing import Any

import orjson

from loc_desktop.contract.dispatch import invoke
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.rulebook.document import shipped_document
from loc_desktop.contract.state import Caller
from loc_desktop.script.canonical import digest
from tests.support.memory import MemoryLedger


def endorse(job: Any) -> dict[str, Any]:
    """What this service makes of ``{"values", "caller", "time", "tx", "fn", "args"}``."""
    ledger = MemoryLedger(job["channel"])
    ledger.values = {key: value.encode() for key, value in job["values"].items()}
    state = ledger.begin(Caller(*job["caller"]), job["time"], job["tx"])
    try:
        result = invoke(state, job["fn"], job["args"])
    except ContractError as error:
        return {"refused": error.code, "reads": state.reads}
    writes = {key: None if data is None else data.decode() for key, data in state.writes.items()}
    return {"result": result, "reads": state.reads, "writes": list(writes.items())}


def main() -> None:
    """The first line out names the files that this process has."""
    sys.stdout.buffer.write(orjson.dumps(digest(shipped_document())) + b"\n")
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(orjson.dumps(endorse(orjson.loads(line))) + b"\n")


if __name__ == "__main__":
    main()
