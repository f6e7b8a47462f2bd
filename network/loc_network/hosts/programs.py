"""The Fabric programs: found, not shipped. Users get them from Fabric's official release.

Searched in this order: the directory LOC_FABRIC_BIN, PATH, the desktop's data directory (`fabric/bin`), and
`~/fabric-samples/bin`, where Fabric's own installer puts them. The external builder for contracts as a
service (`ccaas`) is looked for beside them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from loc_network.errors import NetworkError

NEEDED = ("peer", "orderer", "osnadmin", "configtxgen", "configtxlator", "fabric-ca-server")
BUILDER_PARTS = ("detect", "build", "release")
# Fabric 3 brings BFT ordering, Fabric CA 1.5 is what it is released with.
OLDEST = {"peer": (3, 0), "orderer": (3, 0), "fabric-ca-server": (1, 5)}
RELEASE = "github.com/hyperledger/fabric/releases (3.1) and github.com/hyperledger/fabric-ca/releases (1.5)"


@dataclass(frozen=True)
class Programs:
    """Where the programs are: the directory of each, and the folder of the ccaas builder."""

    paths: dict[str, Path]
    builder: Path

    def __getitem__(self, name: str) -> str:
        return str(self.paths[name])


def places() -> list[Path]:
    """The directories searched, in order."""
    named = os.environ.get("LOC_FABRIC_BIN")
    path = [Path(p) for p in os.environ.get("PATH", "").split(os.pathsep) if p]
    return [
        *([Path(named)] if named else []),
        *path,
        Path(platformdirs.user_data_dir("loc-desktop", False)) / "fabric" / "bin",
        Path.home() / "fabric-samples" / "bin",
    ]


def missing() -> list[str]:
    """The names of needed programs that are nowhere to be found, the builder as 'ccaas builder'."""
    absent = [name for name in NEEDED if _find(name) is None]
    return absent if _builder() else [*absent, "ccaas builder (detect, build, release)"]


def find() -> Programs:
    """All programs; NetworkError names what is missing and where to get it."""
    absent = missing()
    if absent:
        raise NetworkError(
            "These Fabric programs are not found: {names}.",
            (
                "Get Fabric's official release from {release} and put its `bin` on PATH, or name it in "
                "LOC_FABRIC_BIN; the folder `builders` belongs beside `bin`."
            ),
            names=", ".join(absent),
            release=RELEASE,
        )
    builder = _builder()
    paths = {name: path for name in (*NEEDED, "ledgerutil") if (path := _find(name)) is not None}
    assert builder is not None
    return Programs(paths, builder)


def versions(programs: Programs) -> dict[str, str]:
    """The version each server program reports, '?' where it reports none."""
    numbers = {}
    for name in OLDEST:
        run = subprocess.run(
            [programs[name], "version"], capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        match = re.search(r"Version:\s*v?([0-9]+\.[0-9]+[^\s]*)", run.stdout + run.stderr)
        numbers[name] = match.group(1) if match else "?"
    return numbers


def too_old(versions: dict[str, str]) -> list[str]:
    """One sentence for each program older than this network needs, not for a build without a number."""
    out = []
    for name, version in versions.items():
        numbers = tuple(int(n) for n in re.findall(r"\d+", version)[:2])
        if numbers and numbers < OLDEST[name]:
            oldest = ".".join(map(str, OLDEST[name]))
            out.append(f"{name} is version {version}; at least {oldest} is needed.")
    return out


def _find(name: str) -> Path | None:
    for place in places():
        hit = shutil.which(name, path=str(place))
        if hit:
            return Path(hit).absolute()
    return None


def _builder() -> Path | None:
    for place in places():
        for candidate in (place.parent / "builders" / "ccaas", place / "builders" / "ccaas"):
            if all((candidate / "bin" / part).is_file() for part in BUILDER_PARTS):
                return candidate.absolute()
    return None
