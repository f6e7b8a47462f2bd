"""A table of rules that cannot be computed with: where, and why."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeVar

from loc_desktop.errors import Trouble
from loc_desktop.loan.causes import cause

_Value = TypeVar("_Value")


class MisfitError(ValueError):
    """``where`` in a document of rules (``products: poverty-micro``), ``why`` it is of no use."""

    def __init__(self, where: str, why: Trouble) -> None:
        self.where = where
        self.why = why
        super().__init__(f"{where}: {why}")


def made(build: type[_Value], where: str, members: Mapping[str, Any]) -> _Value:
    """The dataclass ``build`` of an object's members. Raises MisfitError for one too many or too few."""
    if not isinstance(members, Mapping):
        raise MisfitError(where, cause("object"))
    fields = {field.name: field for field in dataclasses.fields(build)}  # type: ignore[arg-type]
    for name in members:
        if name not in fields:
            raise MisfitError(where, cause("foreign", name=str(name)[:40]))
    for name, field in fields.items():
        if name not in members and field.default is field.default_factory is dataclasses.MISSING:
            raise MisfitError(where, cause("lacks", name=name))
    return build(**members)
