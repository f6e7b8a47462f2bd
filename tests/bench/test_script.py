"""``loc-desktop bench script``: what it prints, and that both sides verify the same signatures. No times."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from loc_desktop.bench import script as bench_script
from loc_desktop.cli import main
from loc_desktop.script import evaluate as evaluation


def test_prints_the_ratio_for_each_depth_and_the_slope(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_script, "DEPTHS", (1, 10, 20))
    assert main(["bench", "script", "--json", "--rounds", "3"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [row["depth"] for row in shown["depths"]] == [1, 10, 20]
    assert all(row["ratio"] > 0 for row in shown["depths"])
    assert isinstance(shown["slope"], float)
    assert main(["bench", "script", "--rounds", "3"]) == 0
    assert "slope" in capsys.readouterr().out


def test_the_floor_is_the_same_signatures_that_the_evaluation_verifies() -> None:
    case = bench_script.make_case(7)
    seen: list[tuple[bytes, bytes]] = []

    def verify_bytes(key: str, der: bytes, message: bytes) -> bool:
        seen.append((der, message))
        return True

    assert evaluation.evaluate(case.cc, case.uc, case.members, verify=verify_bytes).code == 0
    assert sorted(seen) == sorted((signature, message) for _, signature, message in case.signatures)
    for key, signature, message in case.signatures:
        key.verify(signature, message, ec.ECDSA(SHA256()))


def test_the_slope_of_linear_work_is_1_and_of_quadratic_work_2() -> None:
    depths = [10, 20, 50, 100]
    assert bench_script.fit_slope(depths, [d * 3e-5 for d in depths]) == pytest.approx(1)
    assert bench_script.fit_slope(depths, [d * d * 1e-6 for d in depths]) == pytest.approx(2)
