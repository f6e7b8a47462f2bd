"""``loc-desktop bench refused``: the worst shapes are refused, each for about what an honest one costs."""

from __future__ import annotations

import json

import pytest
from loc_network.hosts import programs

from loc_desktop.bench.refused import MOST_RATIO
from loc_desktop.cli import main


def test_what_is_refused_costs_no_more_than_thrice_what_is_honest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "refused", "--json", "--rounds", "5"]) == 0
    ratios = json.loads(capsys.readouterr().out)
    assert len(ratios) > 10
    assert max(ratios.values()) <= MOST_RATIO


@pytest.mark.fabric
def test_nor_does_it_on_a_network(
    fabric_programs: programs.Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    """Carrying bytes costs most there: a node reads a message of a few megabytes at most."""
    status = main(["bench", "refused", "--network", "up", "--json", "--rounds", "5"])
    ratios = json.loads(capsys.readouterr().out)
    assert len(ratios) > 10
    assert max(ratios.values()) <= MOST_RATIO, ratios
    assert status == 0
