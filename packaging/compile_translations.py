"""Build hook: a wheel holds the compiled translations, which git does not. An editable installation reads the
clone's, which `packaging/setup.sh` compiles."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):
    """Compiles every ``resources/i18n/*.ts`` that is newer than its ``.qm``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises RuntimeError where the compiler is needed and not found."""
        if version == "editable":
            return
        for source in sorted(Path(self.root, "resources", "i18n").glob("*.ts")):
            target = source.with_suffix(".qm")
            if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            subprocess.run([self._compiler(), "-silent", str(source), "-qm", str(target)], check=True)

    def _compiler(self) -> str:
        own = [Path(self.root, ".venv", folder) for folder in ("bin", "Scripts")]
        places = [*map(str, own), str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
        found = shutil.which("pyside6-lrelease", path=os.pathsep.join(places))
        if found is None:
            raise RuntimeError(
                "the translations cannot be compiled: run `make setup`, which gets pyside6-lrelease"
            )
        return found
