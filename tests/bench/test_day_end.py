"""``loc-desktop bench day-end``: what it prints, over books whose every posting balances. No times."""

from __future__ import annotations

import json

import pytest

from loc_desktop.cli import main


def test_prints_the_seconds_of_each_size_and_the_slope(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "day-end", "--json", "--sizes", "40,20"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["loans"] == [20, 40]
    assert len(shown["seconds"]) == len(shown["cpu_seconds"]) == 2
    assert isinstance(shown["slope"], float)
    assert shown["seconds_10000"] is None
    assert main(["bench", "day-end", "--sizes", "10"]) == 0
    assert "10 loans" in capsys.readouterr().out


@pytest.mark.parametrize("sizes", ["many", "0", "2000000"])
def test_a_wrong_size_is_named(sizes: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bench", "day-end", "--sizes", sizes])
    assert ended.value.code == 2
    assert "--sizes" in capsys.readouterr().err
