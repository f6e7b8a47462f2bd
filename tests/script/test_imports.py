"""The rooms that the contract service runs load nothing of the desktop."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

LIST_MODULES = """
import importlib, json, pkgutil, sys
before = set(sys.modules)
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
names = {name.partition(".")[0] for name in set(sys.modules) - before}
rooms = {".".join(name.split(".")[:2]) for name in sys.modules if name.startswith("loc_desktop.")}
# How this Python was built: zoneinfo reads it from 3.13 on.
own = {name for name in names if name.startswith("_sysconfigdata_")}
print(json.dumps({"outside": sorted(names - sys.stdlib_module_names - own), "rooms": sorted(rooms)}))
"""

ALLOWED = {"loc_desktop", "cryptography", "orjson", "_openssl", "_cffi_backend", "cffi"}
BELOW = {
    "script": {"loc_desktop.script", "loc_desktop.errors"},
    "loan": {"loc_desktop.loan", "loc_desktop.script", "loc_desktop.errors", "loc_desktop.resources"},
    "contract": {
        "loc_desktop.contract",
        "loc_desktop.loan",
        "loc_desktop.script",
        "loc_desktop.errors",
        "loc_desktop.resources",
    },
}


@pytest.mark.parametrize("room", BELOW)
def test_a_room_of_the_contract_loads_only_what_it_may(room: str) -> None:
    command = [sys.executable, "-c", LIST_MODULES, f"loc_desktop.{room}"]
    completed = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = json.loads(completed.stdout)
    assert set(loaded["outside"]) <= ALLOWED
    assert set(loaded["rooms"]) <= BELOW[room]
    for forbidden in ("PySide6", "sqlalchemy", "grpc", "keyring"):
        assert forbidden not in loaded["outside"]
