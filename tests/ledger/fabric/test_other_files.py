"""A contract service whose files of rules are others endorses the same as those of the others."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from loc_network import lifecycle

from loc_desktop.contract.rulebook.document import shipped
from tests.scenarios.fabric_scene import FabricScene
from tests.support.fabric import FabricNetwork
from tests.support.overlay import other_files

pytestmark = pytest.mark.fabric

SERVICE = "contract-loc-1.0.R"


@pytest.fixture
def other_path(tmp_path: Path) -> str:
    """The module path of a program of another version."""
    return os.pathsep.join([str(other_files(tmp_path)), lifecycle._HERE])


@pytest.fixture
def scene(fabric_network: FabricNetwork, other_path: str) -> Iterator[FabricScene]:
    """The regulator's contract service runs with other files."""
    network = fabric_network.network
    made = FabricScene(fabric_network)
    network.down([SERVICE])
    with patch.object(lifecycle, "_HERE", other_path):
        network.up()
    yield made
    made.close()
    network.down([SERVICE])
    network.up()


def test_a_service_with_other_files_endorses_what_the_others_endorse(
    scene: FabricScene, other_path: str
) -> None:
    asked = [
        sys.executable,
        "-c",
        "from loc_desktop.contract.rulebook.document import shipped; print(shipped().digest)",
    ]
    env = {**os.environ, "PYTHONPATH": other_path}
    seen = subprocess.run(asked, capture_output=True, text=True, check=True, env=env, cwd="/").stdout.strip()
    assert seen not in ("", shipped().digest)
    customer, bank = scene.member(), scene.people["B"]
    cc = scene.lock(scene.application(customer, amount=1_200_000), customer)
    outcome = scene.unlock(cc, role="R")
    assert outcome["code"] == 0, outcome
    loan = str(cc["event"]["id"])
    view = scene.query("R", "loan", id=loan)
    assert view == scene.query("B", "loan", id=loan)
    assert view["schedule"][0]["due"] == scene.query("CAD", "loan", id=loan)["schedule"][0]["due"]
    paid = scene.lock(
        scene.draft(
            "loan.prepay", loan=loan, amount=200_000, principal=200_000, interest=0, payer=customer.key,
            bank=bank.key,
        ),
        customer,
    )  # fmt: skip
    submission = scene.send("R", "unlock", [scene.code(paid), 0])
    committed = scene.commit(submission)
    assert submission.result["code"] == 0
    assert committed.valid
    organisations = {endorsement.organisation for endorsement in committed.endorsements}
    assert scene.organisation("R") in organisations
    assert len(organisations) >= 3
    assert scene.query("R", "loan", id=loan) == scene.query("B", "loan", id=loan)
