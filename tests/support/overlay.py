"""A program of another version: its files of rules are others. Put the folder first on PYTHONPATH."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from loc_desktop.contract import flows
from loc_desktop.loan import lending, products


def other_tables() -> dict[str, Any]:
    """Tables by file name, with which everything would be computed otherwise."""
    product = dict(products.shipped_table()["products"][0])
    product.update(
        id="other", rate=999, rate_max=999, months_max=1, amount_min=1, amount_max=100, holidays="previous"
    )
    rows = [
        row for row in flows.shipped_table()["flows"] if not row["kind"].startswith(("loan.", "principal."))
    ]
    rules = dict(lending.shipped_table())
    rules["rates"] = {**rules["rates"], "lpr": [{"from": "2000-01-01", "one_year": 1, "five_years": 1}]}
    rules["extension"] = {**rules["extension"], "months_in_all": 1, "times": 0}
    off = [f"{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 25)]
    return {
        "flows.json": {"version": 1, "flows": rows},
        "products.json": {"version": 1, "products": [product]},
        "holidays.json": {"version": 1, "fixed": off, "years": {}},
        "lending.json": rules,
    }


_SITE = """
from pathlib import Path

from loc_desktop import resources

resources.FOLDER = Path({folder!r})
"""


def other_files(folder: Path) -> Path:
    """A folder with such files, which a process with :func:`environment` takes for those of the program."""
    package = folder / "data"
    package.mkdir(parents=True)
    (folder / "sitecustomize.py").write_text(_SITE.format(folder=str(package)), encoding="utf-8")
    for name, table in other_tables().items():
        (package / name).write_text(json.dumps(table), encoding="utf-8")
    return folder


def environment(folder: Path) -> Mapping[str, str]:
    """The environment of a process that has these files."""
    return {**os.environ, "PYTHONPATH": str(folder)}
