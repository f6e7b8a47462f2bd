"""What a wheel of the program holds: the two packages, their data inside them, and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT: Final = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """The files of a wheel made now, with their sizes; its own description (dist-info) is left out."""
    folder = tmp_path_factory.mktemp("wheel")
    file = next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))
    with zipfile.ZipFile(file) as archive:
        return {
            info.filename: info.file_size for info in archive.infolist() if "dist-info/" not in info.filename
        }


def test_only_two_names_can_be_imported(wheel: dict[str, int]) -> None:
    assert {path.partition("/")[0] for path in wheel} == {"loc_desktop", "loc_network"}


def test_all_code_is_in_it(wheel: dict[str, int]) -> None:
    code = {
        file.relative_to(package.parent).as_posix()
        for package in (ROOT / "loc_desktop", ROOT / "network" / "loc_network")
        for file in package.rglob("*.py")
    }
    assert code <= set(wheel)


@pytest.mark.parametrize(
    "path",
    [
        "loc_desktop/data/flows.json",
        "loc_desktop/data/products.json",
        "loc_desktop/data/holidays.json",
        "loc_desktop/data/lending.json",
        "loc_desktop/data/terms.json",
        "loc_desktop/data/styles/loc.qss",
        "loc_desktop/data/icons/loc.svg",
        "loc_desktop/data/i18n/loc_zh.qm",
        "loc_network/topologies/default.yaml",
        "loc_network/topologies/raft3.yaml",
    ],
)
def test_data_lies_inside_the_packages(wheel: dict[str, int], path: str) -> None:
    assert wheel[path] > 0


def test_nothing_of_this_clone_is_in_it(wheel: dict[str, int]) -> None:
    assert not [path for path in wheel if "__pycache__" in path or "tests" in path.split("/")]
