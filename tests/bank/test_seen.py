"""What was looked at: the last look only, and that there was none before."""

from __future__ import annotations

from pathlib import Path

from loc_desktop.bank.office import seen
from loc_desktop.bank.office.file import OfficeFile


def test_the_last_look_is_kept_and_none_before_it(tmp_path: Path) -> None:
    file = OfficeFile(tmp_path / "office.sqlite")
    assert seen.kept(file) is None
    seen.keep(file, {"a": "tx1", "b": "tx2"})
    assert seen.kept(file) == {"a": "tx1", "b": "tx2"}
    seen.keep(file, {"b": "tx3"})
    assert seen.kept(file) == {"b": "tx3"}
    seen.keep(file, {})
    assert seen.kept(file) == {}
    file.close()
