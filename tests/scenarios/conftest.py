"""Every scenario runs on the embedded ledger and, where the programs are, on Fabric."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.scenarios.scene import Scene
from tests.support.fabric import FabricNetwork


@pytest.fixture(scope="session", params=["embedded", pytest.param("fabric", marks=pytest.mark.fabric)])
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The ledger with its institutions, made once; each scenario adds members of its own."""
    if request.param == "embedded":
        from tests.scenarios.embedded_scene import EmbeddedScene

        embedded = EmbeddedScene(tmp_path_factory.mktemp("scenarios") / "ledger.sqlite")
        yield embedded
        embedded.close()
        return
    yield from _on_fabric(request.getfixturevalue("fabric_network"))


@pytest.fixture(scope="session", params=["embedded", pytest.param("fabric", marks=pytest.mark.fabric)])
def houses(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """As ``scene``, with two organisations of every role but R, also on Fabric: a larger network."""
    if request.param == "embedded":
        from tests.scenarios.embedded_scene import EmbeddedScene

        embedded = EmbeddedScene(tmp_path_factory.mktemp("houses") / "ledger.sqlite")
        yield embedded
        embedded.close()
        return
    yield from _on_fabric(request.getfixturevalue("fabric_houses"))


def _on_fabric(network: FabricNetwork) -> Iterator[Scene]:
    from tests.scenarios.fabric_scene import FabricScene

    fabric = FabricScene(network)
    yield fabric
    fabric.close()
