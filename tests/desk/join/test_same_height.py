"""Waiting until peers have the same blocks."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.desk.join import same_height
from loc_desktop.errors import KnownError


class _Peer:
    """A peer that learns of a block each time that it is asked, up to ``most``."""

    def __init__(self, height: int, most: int) -> None:
        self._height = height
        self._most = most

    def height(self) -> int:
        self._height = min(self._most, self._height + 1)
        return self._height


def test_it_waits_until_the_slowest_has_what_the_others_have() -> None:
    peers: list[Any] = [_Peer(8, 9), _Peer(2, 9)]
    assert same_height.wait_for_same_height(peers) == 9


def test_it_waits_for_the_block_that_has_to_be_there() -> None:
    peers: list[Any] = [_Peer(3, 7), _Peer(3, 7)]
    assert same_height.wait_for_same_height(peers, least=6) >= 6


def test_peers_that_stay_apart_are_named_with_their_heights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_height, "PATIENCE_S", 0.0)
    peers: list[Any] = [_Peer(1, 2), _Peer(4, 5)]
    with pytest.raises(KnownError) as apart:
        same_height.wait_for_same_height(peers)
    assert (apart.value.code, apart.value.params) == ("join.apart", {"lowest": 2, "highest": 5})
