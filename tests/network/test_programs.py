"""What is said of the Fabric programs that are there."""

from __future__ import annotations

from loc_network.hosts import programs


def test_an_old_release_is_named_and_a_build_without_a_number_is_not_called_old() -> None:
    said = programs.too_old({"peer": "2.5.4", "orderer": "?", "fabric-ca-server": "1.5.21"})
    assert said == ["peer is version 2.5.4; at least 3.0 is needed."]
