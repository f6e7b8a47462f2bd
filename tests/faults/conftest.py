"""Here several processes write to one ledger: all of them go by the machine's clock, but for the files whose
tests are one process."""

from __future__ import annotations

from pathlib import Path

import pytest

_ONE_PROCESS = ("test_after_commit", "test_missing_files")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.path.stem not in _ONE_PROCESS:
            item.add_marker("machine_clock")
